package io.connectmojo.outcomes.join;

import io.connectmojo.outcomes.read.Scored;

/**
 * A prediction with its outcome.
 *
 * @param scored what is counted; {@link Scored#TICK} when only the time counts
 * @param waiting the prediction as it waited; null for a tick
 * @param predicted time of the prediction, in epoch milliseconds
 * @param known time of the outcome, in epoch milliseconds
 */
public record Joined(Scored scored, Waiting waiting, long predicted, long known) {
    static final Joined TICK = new Joined(Scored.TICK, null, 0, 0);

    public boolean isTick() {
        return waiting == null;
    }
}

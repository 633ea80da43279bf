package io.connectmojo.outcomes.read;

import java.util.List;

/**
 * What is counted of a record; immutable by agreement: nobody changes the arrays.
 *
 * @param actual the outcome's text; null without one
 * @param predicted the prediction's text; null without one
 * @param high whether the score is high; null without a score
 * @param model the model's name and digest as the record tells them; null when it does not
 * @param arm champion or challenger; null when the record does not tell
 * @param classes names of the classes as the record spells them, in its order; empty without probabilities
 * @param probabilities one for each class
 * @param numbers for numbers: outcome, prediction, lower and upper end, NaN where missing; empty for classes
 */
public record Scored(
        String actual,
        String predicted,
        Boolean high,
        String model,
        String arm,
        List<String> classes,
        double[] probabilities,
        double[] numbers) {
    private static final double[] NONE = {};

    /** A tick of the clock: only its time counts. */
    public static final Scored TICK = of(null, null, null);

    /** Without model, probabilities and numbers. */
    public static Scored of(String actual, String predicted, Boolean high) {
        return new Scored(actual, predicted, high, null, null, List.of(), NONE, NONE);
    }

    /** Whether only the record's time counts. */
    public boolean isTick() {
        return actual == null && predicted == null && high == null;
    }

    /** Whether there is an outcome to compare with a prediction. */
    public boolean isPair() {
        return actual != null && predicted != null;
    }

    /** The same with an outcome. Throws NumberFormatException when numbers are compared and it is none. */
    public Scored with(String outcome) {
        double[] more = numbers.clone();
        if (more.length > 0) {
            more[0] = finite(outcome);
        }
        return new Scored(outcome, predicted, high, model, arm, classes, probabilities, more);
    }

    static double finite(String text) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("not finite");
        }
        return number;
    }
}

package io.connectmojo.scoring.fleet;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arms of one task by their texts, no more than there may be models. Those whose models are given up go. Not thread-safe. */
final class FleetArms {
    private final int most;
    private final Map<String, FleetArm> arms = new HashMap<>();

    FleetArms(int most) {
        this.most = most;
    }

    /** The arm of the texts, in use from now on; null when there is none, or it is gone. */
    @Nullable
    FleetArm find(String texts) {
        FleetArm arm = arms.get(texts);
        if (arm != null && !arm.enter()) {
            arms.remove(texts);
            return null;
        }
        return arm;
    }

    void add(String texts, FleetArm arm) {
        FleetArm before = arms.put(texts, arm);
        if (before != null) {
            before.close();
        }
        if (arms.size() > most) {
            arms.entrySet().stream()
                    .filter(other -> other.getValue() != arm)
                    .min(Comparator.comparingLong(other -> other.getValue().lastUsed()))
                    .ifPresent(oldest -> remove(oldest.getKey()));
        }
    }

    void remove(String texts) {
        FleetArm arm = arms.remove(texts);
        if (arm != null) {
            arm.close();
        }
    }

    void close() {
        arms.values().forEach(FleetArm::close);
        arms.clear();
    }
}

package io.connectmojo.scoring.fleet;

import io.connectmojo.model.OperatorSetting;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.util.function.UnaryOperator;

/**
 * How much the models for single records may take on this worker, set by its operator.
 *
 * @param bytes of all of them together
 * @param models how many of them
 */
record FleetLimits(long bytes, int models) {
    private static final int MODELS = 1000;

    static FleetLimits ofWorker() {
        return of(OperatorSetting.ofFleet());
    }

    static FleetLimits of(UnaryOperator<String> settings) {
        long quarterOfHeap = Runtime.getRuntime().maxMemory() / 4;
        return new FleetLimits(number(settings, "fleet.max.bytes", quarterOfHeap), (int)
                Math.min(Integer.MAX_VALUE, number(settings, "fleet.max.models", MODELS)));
    }

    private static long number(UnaryOperator<String> settings, String name, long byDefault) {
        String text = settings.apply(name);
        if (text == null) {
            return byDefault;
        }
        try {
            long value = Long.parseLong(text.trim());
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.of(ModelError.OPERATOR_SETTING, "The worker's setting is not a whole number above 0")
                .where("io.connectmojo." + name)
                .why("it must be a number of bytes or models")
                .fix("correct it on the worker");
    }
}

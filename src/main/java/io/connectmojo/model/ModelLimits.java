package io.connectmojo.model;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.util.function.UnaryOperator;

/**
 * How big a model may be, set by the operator of the worker and checked before memory is taken.
 *
 * @param fileBytes size of the zip
 * @param inflatedBytes sum of its entries when inflated
 * @param entries number of its entries
 * @param columns columns of a model or sub-model
 * @param levels levels of one column
 */
public record ModelLimits(long fileBytes, long inflatedBytes, int entries, int columns, int levels) {
    /** Inflated bytes per byte of the file from which on an archive is taken for a bomb, if it is not small. */
    public static final int MAX_RATIO = 200;

    /** An archive that inflates to no more than this is never taken for a bomb. */
    public static final long SMALL = 10L << 20;

    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8L;

    /** The caps of this worker, as its operator has set them. */
    public static ModelLimits ofWorker() {
        return of(OperatorSetting.ofWorker());
    }

    public static ModelLimits of(UnaryOperator<String> settings) {
        long quarterOfHeap = Runtime.getRuntime().maxMemory() / 4;
        return new ModelLimits(
                number(settings, "max.file.bytes", 512L << 20, MAX_ARRAY),
                number(settings, "max.inflated.bytes", Math.min(2L << 30, quarterOfHeap), Long.MAX_VALUE),
                (int) number(settings, "max.entries", 100_000, MAX_ARRAY),
                (int) number(settings, "max.columns", 100_000, MAX_ARRAY),
                (int) number(settings, "max.levels", 10_000_000, MAX_ARRAY));
    }

    private static long number(UnaryOperator<String> settings, String name, long byDefault, long most) {
        String text = settings.apply(name);
        if (text == null) {
            return byDefault;
        }
        try {
            long value = Long.parseLong(text.trim());
            if (value >= 0) {
                return Math.min(value, most);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.of(ModelError.OPERATOR_SETTING, "The worker's setting is not a whole number")
                .where(OperatorSetting.property(name))
                .why("it must be a number of bytes or items")
                .fix("correct it on the worker");
    }
}

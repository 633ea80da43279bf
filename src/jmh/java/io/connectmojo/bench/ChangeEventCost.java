package io.connectmojo.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Measures change events by turns in one JVM as {@link Interleaved} does it: a root against paths that are spelled out, outputs inside the
 * row against outputs beside it, and the prediction for the row before against none.
 */
public final class ChangeEventCost {
    private ChangeEventCost() {}

    /** The names of models, all when there is none. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> asked = Arrays.asList(arguments);
        Interleaved.print("| model | contender | least ns | median ns | peer's median ns | times faster | bytes |");
        Interleaved.print("|---|---|---|---|---|---|---|");
        for (BenchModel model : BenchModel.all()) {
            if (asked.isEmpty() || asked.contains(model.name())) {
                Interleaved.run(model, Contenders.EVENT_ROOT, Contenders.EVENT_PATHS);
                Interleaved.run(model, Contenders.EVENT_PARENT, Contenders.EVENT_ROOT);
                Interleaved.run(model, Contenders.PREVIOUS_EQUAL, Contenders.EVENT_ROOT);
                Interleaved.run(model, Contenders.PREVIOUS_OTHER, Contenders.EVENT_ROOT);
            }
        }
    }
}

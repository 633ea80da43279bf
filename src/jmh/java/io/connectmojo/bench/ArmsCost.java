package io.connectmojo.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Measures a challenger: the transform with the same model as its challenger, in shadow and with half of the records, against the
 * transform with one model, by turns in one JVM as {@link Interleaved} does it.
 */
public final class ArmsCost {
    private ArmsCost() {}

    /** The names of models, all when there is none. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> asked = Arrays.asList(arguments);
        Interleaved.print("| model | contender | least ns | median ns | peer's median ns | times faster | bytes |");
        Interleaved.print("|---|---|---|---|---|---|---|");
        for (BenchModel model : BenchModel.all()) {
            if (asked.isEmpty() || asked.contains(model.name())) {
                Interleaved.run(model, Contenders.SHADOW, Contenders.OURS);
                Interleaved.run(model, Contenders.SPLIT, Contenders.OURS);
            }
        }
    }
}

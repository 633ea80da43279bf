package io.connectmojo.trainer;

import hex.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import water.Scope;
import water.fvec.Frame;

/** Trains the models of the repository: {@code Trainer <models folder> [name,name…]}. */
public final class Trainer {
    private Trainer() {}

    public static void main(String[] args) throws Exception {
        Path models = Path.of(args[0]).toAbsolutePath().normalize();
        List<String> wanted = args.length > 1 && !args[1].isBlank() ? List.of(args[1].split(",")) : List.of();
        List<ModelCase> cases = new ArrayList<>(List.of(HousePrices.model(), Iris.model(), AirlineDelays.model()));
        cases.addAll(TreeCases.all());
        cases.addAll(LinearCases.all());
        cases.addAll(OtherCases.all());
        int failed = 0;
        H2oCluster.start();
        for (ModelCase modelCase : cases) {
            if (!wanted.isEmpty() && !wanted.contains(modelCase.folder())
                    && wanted.stream().noneMatch(w -> modelCase.folder().startsWith(w + "/"))) {
                continue;
            }
            long start = System.nanoTime();
            Scope.enter();
            try {
                Frame frame = H2oCluster.frame(modelCase.training());
                Model<?, ?, ?> model = modelCase.train().apply(frame);
                CaseFolder.write(models, modelCase, model);
                System.err.printf("%-40s %5d ms%n", modelCase.folder(), (System.nanoTime() - start) / 1_000_000);
            } catch (RuntimeException e) {
                failed++;
                System.err.printf("%-40s failed: %s%n", modelCase.folder(), e);
                e.printStackTrace();
            } finally {
                Scope.exit();
            }
        }
        Runtime.getRuntime().halt(failed == 0 ? 0 : 1); // H2O leaves threads behind
    }
}

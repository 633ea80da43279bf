package io.connectmojo.score.compiled.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.ModelZips;
import io.connectmojo.score.compiled.tree.RandomRows;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SparseNetTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);

    private final long seed = System.nanoTime();

    @TestFactory
    Stream<DynamicTest> leavingOutZerosGivesTheBitsOfScore0() {
        return networks(model -> !refused(model))
                .map(zip -> DynamicTest.dynamicTest(zip.name, () -> agrees(zip.model, SparseNet.of(zip.model))));
    }

    @TestFactory
    Stream<DynamicTest> otherNetworksAreNotCompiled() {
        return networks(SparseNetTest::refused)
                .map(zip -> DynamicTest.dynamicTest(
                        zip.name,
                        () -> assertThatThrownBy(() -> SparseNet.of(zip.model)).isInstanceOf(NotCompiled.class)));
    }

    private record Network(String name, DeeplearningMojoModel model) {}

    private static boolean refused(DeeplearningMojoModel model) {
        return model.isAutoEncoder()
                || model._activation.startsWith("Maxout")
                || 3 * model.nfeatures() > model._units[0];
    }

    private static Stream<Network> networks(Predicate<DeeplearningMojoModel> chosen) {
        return ModelZips.all().stream()
                .flatMap(zip -> ModelZips.load(zip) instanceof DeeplearningMojoModel model && chosen.test(model)
                        ? Stream.of(new Network(ModelZips.name(zip), model))
                        : Stream.empty());
    }

    private void agrees(DeeplearningMojoModel model, SparseNet net) {
        RandomRows rows = new RandomRows(model, new float[0][], seed);
        double[] row = new double[model.nfeatures()];
        double[] expected = new double[model.getPredsSize(model.getModelCategory())];
        double[] actual = new double[expected.length];
        SparseNet.Scratch scratch = net.newScratch();
        for (int i = 0; i < 5_000 * SCALE; i++) {
            rows.fill(row);
            String refusal = refusal(() -> model.score0(row, expected));
            assertThat(refusal(() -> net.score(row, actual, scratch)))
                    .as("seed %d, row %d: %s", seed, i, Arrays.toString(row))
                    .isEqualTo(refusal);
            if (refusal == null && !Arrays.equals(expected, actual)) {
                assertThat(actual)
                        .as("seed %d, row %d: %s", seed, i, Arrays.toString(row))
                        .containsExactly(expected);
            }
        }
    }

    private static String refusal(Runnable scoring) {
        try {
            scoring.run();
            return null;
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }
}

package io.connectmojo.score.compiled.rule;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.algos.rulefit.RuleFitMojoModel;
import io.connectmojo.score.compiled.tree.ModelZips;
import io.connectmojo.score.compiled.tree.RandomRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FlatRulesTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);

    private final long seed = System.nanoTime();

    private record RuleFit(String name, RuleFitMojoModel model) {}

    private static List<RuleFit> models() {
        return ModelZips.all().stream()
                .flatMap(zip -> ModelZips.load(zip) instanceof RuleFitMojoModel model
                        ? Stream.of(new RuleFit(ModelZips.name(zip), model))
                        : Stream.empty())
                .toList();
    }

    @Test
    void models_coverRulesColumnsOrBoth() {
        assertThat(models()).hasSizeGreaterThanOrEqualTo(4);
    }

    @TestFactory
    Stream<DynamicTest> theLastRuleThatHoldsGivesTheBitsOfScore0() {
        return models().stream().map(ruleFit -> DynamicTest.dynamicTest(ruleFit.name, () -> agrees(ruleFit.model)));
    }

    private void agrees(RuleFitMojoModel model) throws Exception {
        FlatRules rules = FlatRules.of(model);
        RandomRows rows = new RandomRows(model, rules.thresholds(model.nfeatures()), seed);
        double[] row = new double[model.nfeatures()];
        double[] expected = new double[model.getPredsSize(model.getModelCategory())];
        double[] actual = new double[expected.length];
        FlatRules.Scratch scratch = rules.newScratch();
        int scored = 0;
        for (int i = 0; i < 5_000 * SCALE; i++) {
            rows.fill(row);
            double[] before = row.clone();
            String refusal = refusal(() -> model.score0(row, expected));
            assertThat(refusal(() -> rules.score(row, actual, scratch)))
                    .as("seed %d, row %d: %s", seed, i, Arrays.toString(row))
                    .isEqualTo(refusal);
            assertThat(row).containsExactly(before);
            if (refusal == null) {
                scored++;
                assertThat(actual)
                        .as("seed %d, row %d: %s", seed, i, Arrays.toString(row))
                        .containsExactly(expected);
            }
        }
        assertThat(scored).isPositive();
    }

    private static String refusal(Runnable score) {
        try {
            score.run();
            return null;
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }
}

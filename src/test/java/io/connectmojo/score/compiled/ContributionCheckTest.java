package io.connectmojo.score.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import hex.genmodel.GenModel;
import io.connectmojo.model.Model;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.ModelZips;
import io.connectmojo.score.explain.Explainer;
import io.connectmojo.score.explain.Explainers;
import io.connectmojo.score.explain.Explanation;
import io.connectmojo.score.explain.GenmodelExplainer;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ContributionCheckTest {
    private static final int SLOTS_AND_WORDS = 4;
    private static final int WORD = 1;

    private static final int PLACES = 32;

    private record Case(String name, Model model, Explainer explainer, Explainer genmodel, Object forest) {
        Optional<String> fault() throws NotCompiled {
            RowEncoding encoding = RowEncoding.of(model);
            float[][] thresholds = CompiledForm.thresholds(model, encoding, explainer.thresholds());
            return new ContributionCheck(encoding, explainer, genmodel, Long.MAX_VALUE)
                    .fault(new ProbeRows(model, thresholds), model.columns().size());
        }

        <T> T array(String name, Class<T> type) throws ReflectiveOperationException {
            return type.cast(field(forest, name));
        }
    }

    private static Stream<Case> treeModels() {
        return ModelZips.all().stream().flatMap(ContributionCheckTest::treeModel);
    }

    private static Stream<Case> treeModel(Path zip) {
        try {
            Model model = ModelLoader.load(zip);
            GenModel genModel = model.genModel();
            Explainer explainer = Explainers.of(genModel);
            if (!explainer.description().contains("trees")) {
                return Stream.empty();
            }
            Explanation ofZeros = explainer.newExplanation();
            ofZeros.read(new double[genModel.nfeatures()]);
            if (!Double.isFinite(ofZeros.margin(0))) {
                return Stream
                        .empty(); // degenerate: its trees grow without bound, and a fault in one of them counts for
                // nothing
            }
            Object forest = field(explainer, "forest");
            Explainer genmodel = genModel.nclasses() > 2 ? null : GenmodelExplainer.of(genModel);
            int[] splits = (int[]) field(forest, "splits");
            return splits.length == 0
                    ? Stream.empty()
                    : Stream.of(new Case(ModelZips.name(zip), model, explainer, genmodel, forest));
        } catch (NotCompiled | MojoException e) {
            return Stream.empty();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> aPlantedFault_isFound() {
        return treeModels()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    assertThat(c.fault()).isEmpty();
                    double[] shares = c.array("shares", double[].class);
                    findsFaultIn(c, shares, 0, 1, share -> share * 0.9 + 0.01);
                    double[] twigs = c.array("twigs", double[].class);
                    findsFaultIn(c, twigs, 0, 4, value -> value + 1);
                    findsFaultIn(c, twigs, 2, 4, value -> value + 1);
                    double[] tables = c.array("tables", double[].class);
                    // the first row is that of failed splits, which not all models have
                    findsFaultIn(c, tables, 6, 1, value -> value * 0.9);
                    findsFaultIn(c, tables, 9, 1, value -> value * 0.9);
                    int[] splits = c.array("splits", int[].class);
                    int word = splits[WORD];
                    splits[WORD] = word == Integer.MAX_VALUE ? Integer.MIN_VALUE : Integer.MAX_VALUE;
                    assertThat(c.fault()).as("a split").isPresent();
                    splits[WORD] = word;
                    if (c.genmodel != null) {
                        int[] features = c.array("features", int[].class);
                        int feature = features[0];
                        features[0] = feature == 0 ? 1 : feature - 1;
                        assertThat(c.fault()).as("a feature").isPresent();
                        features[0] = feature;
                    }
                    assertThat(c.fault()).isEmpty();
                    assertThat(splits.length % SLOTS_AND_WORDS).isZero();
                }));
    }

    /**
     * Not every leaf is reached by the rows of the check, and the first trees of a degenerate model hardly count: of some
     * places in the array, a whole number of steps apart, one fault must be found.
     */
    private static void findsFaultIn(Case c, double[] array, int at, int step, DoubleUnaryOperator fault)
            throws NotCompiled {
        if (array.length <= at) {
            return;
        }
        int stride = step * Math.max(1, (array.length - at) / (step * PLACES));
        for (int i = at; i < array.length; i += stride) {
            double before = array[i];
            array[i] = fault.applyAsDouble(before);
            boolean found = c.fault().isPresent();
            array[i] = before;
            if (found) {
                return;
            }
        }
        fail("%s: no fault is found at %d", c.name, at);
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}

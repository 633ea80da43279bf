package io.connectmojo.score.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compiled engine against H2O's wrapper on rows made to tell them apart: a million, and ten million with
 * {@code -Dmojo.tests.scale=10}. {@code -Dmojo.tests.seed} repeats a run.
 */
@Tag("property")
class EngineAgreementTest {
    private static final Logger log = LoggerFactory.getLogger(EngineAgreementTest.class);
    private static final long ROWS = 1_000_000L * Integer.getInteger("mojo.tests.scale", 1);
    private static final long SEED = Long.getLong("mojo.tests.seed", System.nanoTime());

    private record Case(String name, boolean handmade, CompiledForm form) {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (ModelFolder folder : ModelFolder.inRepository()) {
            try {
                boolean handmade = folder.path().getParent().endsWith("handmade");
                cases.add(new Case(folder.name(), handmade, CompiledForm.of(ModelLoader.load(folder.model()))));
            } catch (NotCompiled | MojoException referenceOnly) {
                log.debug("{}: {}", folder.name(), referenceOnly.getMessage());
            }
        }
        return cases;
    }

    @Test
    void bothEngines_giveTheSameBitsOrBothRefuse() {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThan(200);
        long rowsOfEach = ROWS / cases.size() + 1;
        System.out.printf(
                "engines: %,d rows of each of %d models, -Dmojo.tests.seed=%d%n", rowsOfEach, cases.size(), SEED);
        Map<String, long[]> counts = new ConcurrentHashMap<>();
        List<String> differences = cases.parallelStream()
                .map(c -> difference(c, rowsOfEach, counts.computeIfAbsent(c.name(), name -> new long[2])))
                .flatMap(Optional::stream)
                .toList();
        assertThat(differences).as("-Dmojo.tests.seed=%d", SEED).isEmpty();
        long rows = counts.values().stream().mapToLong(count -> count[0]).sum();
        long refused = counts.values().stream().mapToLong(count -> count[1]).sum();
        System.out.printf("engines: no difference in %,d rows, %,d of them refused by both%n", rows, refused);
        assertThat(rows).isGreaterThanOrEqualTo(ROWS);
        assertThat(refused).as("rows that show nothing but refusals").isLessThan(rows / 10);
    }

    private static Optional<String> difference(Case c, long rows, long[] count) {
        Model model = c.form().model();
        Set<OutputPart> parts = CompiledForm.given(Scorers.shapeOf(model).available());
        Scorer reference = Scorers.reference(model, parts);
        Scorer compiled = new CompiledScorer(c.form(), parts);
        Prediction expected = reference.newPrediction();
        Prediction actual = compiled.newPrediction();
        AdversarialRows adversary = new AdversarialRows(
                model, c.form().thresholds(), SEED ^ c.name().hashCode());
        Row row = new Row(model.columns().size());
        double[] asked = row.values.clone();
        for (long i = 0; i < rows; i++) {
            adversary.fill(row);
            System.arraycopy(row.values, 0, asked, 0, asked.length);
            boolean given = scores(reference, row, expected);
            System.arraycopy(asked, 0, row.values, 0, asked.length); // a scorer may write into its row
            boolean same = given == scores(compiled, row, actual) && (!given || same(expected, actual));
            if (!same) {
                return Optional.of(c.name() + ", row " + i + ": " + Arrays.toString(asked) + ", offset " + row.offset);
            }
            count[0]++;
            count[1] += given ? 0 : 1;
        }
        return Optional.empty();
    }

    private static boolean scores(Scorer scorer, Row row, Prediction into) {
        try {
            scorer.score(row, into);
            return true;
        } catch (MojoException e) {
            return false;
        }
    }

    /** All fields, whatever there will be: numbers by their bits. */
    private static boolean same(Prediction a, Prediction b) {
        try {
            for (Field field : FIELDS) {
                if (!Objects.deepEquals(field.get(a), field.get(b))) {
                    return false;
                }
            }
            return true;
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static final Field[] FIELDS = Prediction.class.getFields();

    /** Otherwise the rows would not be as hard as they claim to be. */
    @Test
    void theThresholdsThatRowsAreMadeOf_areThoseOfH2osOwnGraphs() {
        int compared = 0;
        for (Case c : cases()) {
            if (!(c.form().model().genModel() instanceof SharedTreeMojoModel trees)
                    || c.handmade()
                    || c.name().equals("gbm_missing_class_trees")) {
                continue; // H2O makes no graph of the oldest formats, nor of a class without trees
            }
            Map<String, Set<Float>> ofGraph = new ConcurrentHashMap<>();
            trees.computeGraph(-1).subgraphArray.stream()
                    .flatMap(graph -> Stream.of(graph.getNodes()))
                    .filter(node -> !node.isLeaf() && !node.isBitset() && !Float.isNaN(node.getSplitValue()))
                    .forEach(node -> ofGraph.computeIfAbsent(node.getColName(), n -> new TreeSet<>())
                            .add(node.getSplitValue()));
            float[][] thresholds = c.form().thresholds();
            List<ModelColumn> columns = c.form().model().columns();
            for (int i = 0; i < thresholds.length; i++) {
                if (columns.get(i).kind() != ModelColumn.Kind.CATEGORICAL) {
                    Set<Float> made = new TreeSet<>();
                    for (float threshold : thresholds[i]) {
                        made.add(threshold);
                    }
                    assertThat(made)
                            .as("%s, %s", c.name(), columns.get(i).name())
                            .containsAll(ofGraph.getOrDefault(columns.get(i).name(), Set.of()));
                    compared += made.size();
                }
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }
}

package io.connectmojo.score.reference;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.algos.glrm.GlrmMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.tree.TreeBackedMojoModel;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.model.Model;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** All rows of all models against what H2O's own cluster answered for them: another implementation, in another process. */
class ClusterAgreementTest {
    /** Per algorithm, category and kind of answer: how many numbers agreed, and how many rows were known to differ. */
    private static final Map<String, long[]> COUNTS = new ConcurrentSkipListMap<>();

    static Stream<ModelCase> cases() {
        return ModelCase.all().filter(models -> models.answer("expected.csv").isPresent());
    }

    @AfterAll
    static void tell() {
        COUNTS.forEach((name, count) -> LoggerFactory.getLogger(ClusterAgreementTest.class)
                .info("{}: {} values agree, {} rows known to differ", name, count[0], count[1]));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theReferenceSaysWhatTheClusterSaid(ModelCase models) throws IOException {
        Model model;
        try {
            model = models.load();
        } catch (MojoException refused) {
            return; // ReferenceScorerTest looks at the reason
        }
        if (Scorers.shapeOf(model).category() != Category.KLime) { // no cluster of today answers for k-LIME
            new Comparison(models, model).run();
        }
    }

    private static final class Comparison {
        private final Model model;
        private final PredictionShape shape;
        private final CsvFile input;
        private final CsvFile expected;
        private final Optional<CsvFile> contributions;
        private final Optional<CsvFile> leaves;
        private final Optional<CsvFile> staged;
        private final Optional<CsvFile> errors;
        private final Scorer scorer;
        private final Set<OutputPart> parts;
        private String where;
        private KnownDifferences.RowKind kind;

        Comparison(ModelCase models, Model model) throws IOException {
            this.model = model;
            shape = Scorers.shapeOf(model);
            input = KnownDifferences.readable(models, model);
            expected = models.answer("expected.csv").orElseThrow();
            contributions = models.answer("contributions.csv");
            leaves = models.answer("leaf_path.csv");
            staged = models.answer("staged.csv");
            errors = models.answer("reconstruction_mse.csv");
            parts = shape.available();
            scorer = Scorers.reference(model, parts);
            where = models.toString();
        }

        void run() {
            Prediction prediction = scorer.newPrediction();
            String name = where;
            assertThat(expected.rows()).hasSameSizeAs(input.rows());
            for (int i = 0; i < input.rows().size(); i++) {
                where = name + ", row " + i;
                Row row = ModelCase.row(model, input, i);
                kind = KnownDifferences.RowKind.of(model, input, i, row);
                try {
                    scorer.score(row, prediction);
                } catch (MojoException e) {
                    assertThat(KnownDifferences.mayThrow(model, kind))
                            .as("%s: %s", where, e.getMessage())
                            .isTrue();
                    count("prediction")[1]++;
                    continue;
                }
                main(i, prediction);
                parts(i, prediction);
            }
        }

        private void main(int i, Prediction p) {
            switch (shape.category()) {
                case Regression, CoxPH -> same("prediction", p.value, expected.number(i, 0));
                case Binomial, Multinomial, Ordinal -> {
                    label(p, expected.rows().get(i).get(0));
                    for (int k = 0; k < p.probabilities.length; k++) {
                        same("probabilities", p.probabilities[k], expected.number(i, 1 + k));
                    }
                    for (int k = 0; k < p.calibratedProbabilities.length; k++) {
                        same("calibrated", p.calibratedProbabilities[k], expected.number(i, 3 + k));
                    }
                }
                case Clustering -> same("prediction", p.cluster, expected.number(i, 0));
                case AnomalyDetection -> anomaly(i, p);
                case AutoEncoder -> {
                    for (int k = 0; k < p.reconstruction.length; k++) {
                        assertThat(expected.header().get(k))
                                .isEqualTo("reconstr_"
                                        + name(shape.reconstruction().get(k)));
                        same("reconstruction", p.reconstruction[k], expected.number(i, k));
                    }
                    errors.ifPresent(mse -> error(p.value, mse.number(i, 0)));
                }
                case DimReduction, WordEmbedding -> {
                    if (model.genModel() instanceof GlrmMojoModel m) {
                        archetypes(i, m, reconstructed(m, p));
                        return;
                    }
                    for (int k = 0; k < p.dimensions.length; k++) {
                        same("prediction", p.dimensions[k], expected.number(i, k));
                    }
                }
                case TargetEncoder -> {
                    for (int k = 0; k < p.dimensions.length; k++) {
                        int column =
                                expected.header().indexOf(shape.dimensionNames().get(k));
                        same("prediction", p.dimensions[k], expected.number(i, column));
                    }
                }
                case BinomialUplift -> {
                    same("prediction", p.value, expected.number(i, 0));
                    same("probabilities", p.probabilities[0], expected.number(i, 1));
                    same("probabilities", p.probabilities[1], expected.number(i, 2));
                }
                case KLime -> throw new AssertionError("cannot be trained");
            }
        }

        private void error(double ours, double clusters) {
            if (kind.missing() && Double.isNaN(ours)) {
                count("error")[1]++;
            } else {
                // the cluster's error passes through an average of two floats
                assertThat(ours).as(where).isCloseTo(clusters, org.assertj.core.data.Percentage.withPercentage(1e-4));
                count("error")[0]++;
            }
        }

        private void anomaly(int i, Prediction p) {
            int mean = expected.header().indexOf("mean_length");
            same("score", OutputPart.SCORE.of(p), expected.number(i, mean));
            same("prediction", p.value, expected.number(i, mean - 1));
            // the library asks for more than the threshold, the cluster for the threshold itself
            if (shape.anomalyThreshold() && p.anomaly != (expected.number(i, 0) == 1)) {
                assertThat(p.anomaly)
                        .as("%s: only the boundary may differ", where)
                        .isFalse();
                count("anomaly")[1]++;
            }
        }

        private void label(Prediction p, String clusters) {
            if (KnownDifferences.reason(model, "label", kind).isPresent()) {
                count("label")[1]++;
                return;
            }
            if (clusters == null) {
                assertThat(p.probabilities[0]).as("%s: nobody can tell", where).isNaN();
                return;
            }
            String ours = shape.classes().get(p.label);
            // quasibinomial: the cluster says 1.0 where the model says 1
            assertThat(ours.equals(clusters) || (ours + ".0").equals(clusters))
                    .as("%s: %s is not %s", where, ours, clusters)
                    .isTrue();
            count("label")[0]++;
        }

        private void parts(int i, Prediction p) {
            contributions
                    .filter(table -> parts.contains(OutputPart.CONTRIBUTIONS))
                    .ifPresent(table -> {
                        List<String> names = shape.contributions();
                        assertThat(table.header().subList(0, table.header().size() - 1))
                                .isEqualTo(names);
                        for (int k = 0; k < p.contributions.length; k++) {
                            same("contributions", p.contributions[k], table.number(i, k));
                        }
                    });
            staged.ifPresent(table -> {
                for (int k = 0; k < table.header().size(); k++) {
                    int[] at = treeAndClass(table.header().get(k));
                    int classes = ((TreeBackedMojoModel) model.genModel()).getNTreesPerGroup();
                    same("staged", p.staged[at[0] * classes + at[1]], table.number(i, k));
                }
            });
            leaves.filter(table -> parts.contains(OutputPart.LEAF_NODES)).ifPresent(table -> {
                Set<Integer> classes = new TreeSet<>();
                table.header().forEach(name -> classes.add(treeAndClass(name)[1]));
                int trees = table.header().size() / classes.size();
                for (int k = 0; k < table.header().size(); k++) {
                    int[] at = treeAndClass(table.header().get(k));
                    int rank = List.copyOf(classes).indexOf(at[1]);
                    // H2O's own forests list class by class, XGBoost tree by tree
                    int place = model.genModel() instanceof SharedTreeMojoModel
                            ? rank * trees + at[0]
                            : at[0] * classes.size() + rank;
                    if (KnownDifferences.reason(model, "leaves", kind).isEmpty()) {
                        assertThat(p.leafPaths[place]).as(where).isEqualTo(leaf(table, i, k));
                        count("leaves")[0]++;
                    }
                }
            });
        }

        private static String leaf(CsvFile table, int row, int column) {
            return Objects.requireNonNullElse(table.rows().get(row).get(column), "");
        }

        /** {@code T3.C2} is the third tree of the second class. */
        private static int[] treeAndClass(String name) {
            int dot = name.indexOf(".C");
            return new int[] {
                Integer.parseInt(name.substring(1, dot < 0 ? name.length() : dot)) - 1,
                dot < 0 ? 0 : Integer.parseInt(name.substring(dot + 2)) - 1
            };
        }

        private static String name(ReconstructedCell cell) {
            return cell.column() + (cell.missing() ? ".missing(NA)" : cell.level() == null ? "" : "." + cell.level());
        }

        /** The cluster does not tell the archetypes' weights, but the row that they stand for. */
        private void archetypes(int i, GlrmMojoModel m, double[] reconstructed) {
            for (int k = 0; k < reconstructed.length; k++) {
                int column = expected.header().indexOf("reconstr_" + m.getNames()[k]);
                String[] levels = m.getDomainValues(k);
                double clusters = levels == null
                        ? expected.number(i, column)
                        : Arrays.asList(levels).indexOf(expected.rows().get(i).get(column));
                same("prediction", reconstructed[k], clusters);
            }
        }

        private static double[] reconstructed(GlrmMojoModel m, Prediction p) {
            return GlrmMojoModel.impute_data(
                    Arrays.copyOf(p.dimensions, m._ncolX),
                    new double[m.nfeatures()],
                    m._nnums,
                    m._ncats,
                    m._permutation,
                    m._reverse_transform,
                    m._normMul,
                    m._normSub,
                    m._losses,
                    m._transposed,
                    m._archetypes_raw,
                    m._catOffsets,
                    m._numLevels);
        }

        private void same(String what, double ours, double clusters) {
            if (KnownDifferences.reason(model, what, kind).isPresent()) {
                count(what)[1]++;
                return;
            }
            double tolerance = KnownDifferences.tolerance(model) * Math.max(1, Math.abs(clusters));
            boolean equal = Double.compare(ours, clusters) == 0 || Math.abs(ours - clusters) <= tolerance;
            assertThat(equal)
                    .as("%s, %s: %s is not %s", where, what, ours, clusters)
                    .isTrue();
            count(what)[0]++;
        }

        private long[] count(String what) {
            return COUNTS.computeIfAbsent(
                    model.algorithm() + " | " + shape.category() + " | " + what, name -> new long[2]);
        }
    }
}

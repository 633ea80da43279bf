package io.connectmojo.score.reference;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.algos.glrm.GlrmMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.tree.TreeBackedMojoModel;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.Scorers;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One model's answers to all its rows beside those of H2O's cluster: another implementation, in another process. Where the
 * two do differ, a known reason must be given, and the row counts as different.
 */
public final class ClusterComparison {
    private static final String BOUNDARY =
            "the library asks an anomaly for more than the threshold, the cluster for the threshold";

    /**
     * @param rows that the library scores
     * @param equalRows of those, rows in which each compared value is the cluster's
     * @param rowsOf by what was compared: rows that agree, rows that are known to differ
     * @param differing reasons, and in how many rows
     */
    public record Result(
            int rows, int equalRows, SortedMap<String, int[]> rowsOf, SortedMap<String, Integer> differing) {}

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
    private int rows;
    private int equalRows;
    private final SortedMap<String, int[]> rowsOf = new TreeMap<>();
    private final SortedMap<String, Integer> differing = new TreeMap<>();
    private final Map<String, Boolean> equal = new LinkedHashMap<>();
    private final Set<String> reasons = new LinkedHashSet<>();

    private ClusterComparison(ModelCase models, Model model) throws IOException {
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

    /** Compares all rows, and fails at the first that differs without a reason. */
    public static Result of(ModelFolder folder) throws IOException {
        ModelCase models = new ModelCase(folder);
        ClusterComparison comparison = new ClusterComparison(models, models.load());
        comparison.run();
        return comparison.result();
    }

    private void run() {
        Prediction prediction = scorer.newPrediction();
        String name = where;
        assertThat(expected.rows()).hasSameSizeAs(input.rows());
        for (int i = 0; i < input.rows().size(); i++) {
            where = name + ", row " + i;
            Row row = ModelCase.row(model, input, i);
            kind = KnownDifferences.RowKind.of(model, input, i, row)
                    .answered(expected.rows().get(i).stream().anyMatch(Objects::nonNull));
            if (Double.isNaN(row.offset)) {
                // we refuse the record; the cluster answers that it does not know
                assertThat(expected.number(i, expected.header().size() - 1))
                        .as(where)
                        .isNaN();
                continue;
            }
            try {
                scorer.score(row, prediction);
            } catch (MojoException e) {
                assertThat(KnownDifferences.mayThrow(model, kind))
                        .as("%s: %s", where, e.getMessage())
                        .isTrue();
                continue;
            }
            equal.clear();
            main(i, prediction);
            parts(i, prediction);
            count();
        }
    }

    private void count() {
        rows++;
        equalRows += reasons.isEmpty() ? 1 : 0;
        equal.forEach((what, same) -> rowsOf.computeIfAbsent(what, w -> new int[2])[same ? 0 : 1]++);
        reasons.forEach(reason -> differing.merge(reason, 1, Integer::sum));
        reasons.clear();
    }

    private Result result() {
        return new Result(rows, equalRows, rowsOf, differing);
    }

    /** Notes that a value of the row agrees. */
    private void agrees(String what) {
        equal.putIfAbsent(what, true);
    }

    /** Notes that a value of the row is not compared, for this reason. */
    private void differs(String what, String reason) {
        equal.put(what, false);
        reasons.add(reason);
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
                            .isEqualTo("reconstr_" + name(shape.reconstruction().get(k)));
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
            differs("error", KnownDifferences.NO_ERROR);
        } else {
            // the cluster's error passes through an average of two floats
            assertThat(ours).as(where).isCloseTo(clusters, org.assertj.core.data.Percentage.withPercentage(1e-4));
            agrees("error");
        }
    }

    private void anomaly(int i, Prediction p) {
        int mean = expected.header().indexOf("mean_length");
        same("score", OutputPart.SCORE.of(p), expected.number(i, mean));
        same("prediction", p.value, expected.number(i, mean - 1));
        // the library asks for more than the threshold, the cluster for the threshold itself
        if (shape.anomalyThreshold() && p.anomaly != (expected.number(i, 0) == 1)) {
            assertThat(p.anomaly).as("%s: only the boundary may differ", where).isFalse();
            differs("anomaly", BOUNDARY);
        } else if (shape.anomalyThreshold()) {
            agrees("anomaly");
        }
    }

    private void label(Prediction p, String clusters) {
        if (clusters == null) {
            assertThat(p.probabilities[0]).as("%s: nobody can tell", where).isNaN();
            return;
        }
        String ours = shape.classes().get(p.label);
        // quasibinomial: the cluster says 1.0 where the model says 1
        equal("label", ours.equals(clusters) || (ours + ".0").equals(clusters), ours, clusters);
    }

    private void parts(int i, Prediction p) {
        contributions.filter(table -> parts.contains(OutputPart.CONTRIBUTIONS)).ifPresent(table -> {
            List<String> names = shape.contributions();
            assertThat(table.header().subList(0, table.header().size() - 1)).isEqualTo(names);
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
                String clusters = leaf(table, i, k);
                equal("leaves", clusters.equals(p.leafPaths[place]), p.leafPaths[place], clusters);
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
        double tolerance = KnownDifferences.tolerance(model) * Math.max(1, Math.abs(clusters));
        boolean same = Double.compare(ours, clusters) == 0 || Math.abs(ours - clusters) <= tolerance;
        equal(what, same, ours, clusters);
    }

    private void equal(String what, boolean same, Object ours, Object clusters) {
        if (same) {
            agrees(what);
            return;
        }
        Optional<String> reason = KnownDifferences.reason(model, what, kind);
        assertThat(reason)
                .as("a reason why %s, %s: %s is not %s", where, what, ours, clusters)
                .isPresent();
        differs(what, reason.get());
    }
}

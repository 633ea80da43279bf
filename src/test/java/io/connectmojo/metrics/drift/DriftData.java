package io.connectmojo.metrics.drift;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.PredictionProfile;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.QuantileBins;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.ScoringResult.Scored;
import io.connectmojo.score.compiled.Scorers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Rows as a model of numbers and levels reads them, and a profile of 20,000 of them. */
final class DriftData {
    static final int PROFILED = 20_000;
    private static final int BINS = 10;

    /** Share of the cells without a value. */
    static final double MISSING = 0.2;

    final Model model;
    final PredictionShape shape;
    final List<ModelColumn> columns;
    private final Random random;

    DriftData(long seed) {
        Model bare = ModelLoader.load(ModelFolder.of("trained/churn-glm").model());
        random = new Random(seed);
        columns = bare.columns();
        shape = Scorers.shapeOf(bare);
        model = bare.withProfile(profile(bare));
    }

    /** What becomes of a clean row. */
    interface Change {
        Change NONE = (row, random) -> {};

        void apply(double[] row, Random random);
    }

    double[] row(Change change) {
        double[] row = new double[columns.size()];
        for (int c = 0; c < row.length; c++) {
            List<String> levels = columns.get(c).levels();
            row[c] = random.nextDouble() < MISSING
                    ? Double.NaN
                    : levels.isEmpty()
                            ? 100 * c + 10 * random.nextGaussian()
                            : Math.min(levels.size() - 1, (int) (-Math.log(random.nextDouble()) * 1.5));
        }
        change.apply(row, random);
        return row;
    }

    static double score(double[] row) {
        double sum = 0;
        for (double cell : row) {
            sum += Double.isNaN(cell) ? 0 : cell % 7;
        }
        return 1 / (1 + Math.exp(-sum / 10));
    }

    private Profile profile(Model bare) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < PROFILED; i++) {
            rows.add(row(Change.NONE));
        }
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            double[] known = rows.stream()
                    .mapToDouble(row -> row[column])
                    .filter(cell -> !Double.isNaN(cell))
                    .sorted()
                    .toArray();
            double missing = 1 - (double) known.length / PROFILED;
            String name = columns.get(c).name();
            if (columns.get(c).levels().isEmpty()) {
                profiles.add(new ColumnProfile.Numeric(
                        name, false, missing, Optional.of(QuantileBins.ofSorted(known, BINS))));
            } else {
                Map<String, Double> shares = new LinkedHashMap<>();
                for (double level : known) {
                    shares.merge(columns.get(c).levels().get((int) level), 1.0 / PROFILED, Double::sum);
                }
                profiles.add(new ColumnProfile.Categorical(name, missing, shares, 0));
            }
        }
        double[] scores = rows.stream().mapToDouble(DriftData::score).sorted().toArray();
        return new Profile(
                bare.digest(),
                Optional.empty(),
                PROFILED,
                profiles,
                Optional.of(new PredictionProfile(0, Optional.of(QuantileBins.ofSorted(scores, BINS)), Map.of())),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Hands rows over until a window ends; the rows that were counted. */
    List<double[]> window(Drift drift, int records, Change change) {
        Row row = new Row(columns.size());
        Prediction prediction = new Prediction();
        prediction.probabilities = new double[2];
        Scored scored = new Scored(prediction);
        List<double[]> counted = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            double[] cells = row(change);
            if (drift.wantsNext()) {
                System.arraycopy(cells, 0, row.values, 0, cells.length);
                prediction.probabilities[1] = score(cells);
                drift.observe(row, scored);
                counted.add(cells);
            }
        }
        return counted;
    }
}

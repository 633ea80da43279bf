package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.profile.Calibration;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileWriter;
import io.connectmojo.trainer.CustomerRows;
import io.connectmojo.trainer.Flights;
import io.connectmojo.trainer.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often the outcome lies in its interval or set, on rows that the trainer's generators make: three numbers, two classes, three classes.
 * The models were trained on other seeds. 20,000 rows for the calibration, 20,000 fresh ones: the share of one pair of sets has a
 * standard deviation of at most 0.4 points.
 */
@Tag("long")
class IntervalCoverageTest {
    private static final int ROWS = 20_000;
    private static final double ONE_POINT = 0.01;
    private static final double[] COVERAGES = {0.8, 0.9, 0.95};

    enum Data {
        PRICES("house-prices", "selling_price"),
        SPEND("trained/gbm_regression", "spend"),
        /** Counts: many outcomes are equally far from their prediction. */
        CLAIMS("trained/gbm_poisson", "claims"),
        DELAYS("airline-delays", "IsDepDelayed"),
        SEGMENTS("trained/gbm_multinomial", "segment");

        final ModelFolder folder;
        final String response;

        Data(String folder, String response) {
            this.folder = ModelFolder.of(folder);
            this.response = response;
        }

        boolean isNumber() {
            return folder.category().equals("Regression");
        }

        Table rows(long seed) {
            return switch (this) {
                case PRICES -> io.connectmojo.trainer.Houses.table(ROWS, seed);
                case DELAYS -> Flights.table(ROWS, seed);
                default -> CustomerRows.table(ROWS, seed);
            };
        }
    }

    /** The conformity scores of rows of each data set, by what the transform predicts without an interval. */
    private static final Map<Data, double[]> SCORES = new EnumMap<>(Data.class);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void freshRows_areCoveredWithinOnePoint(Data data) throws IOException {
        Path model = Files.copy(data.folder.model(), folder.resolve("model.zip"));
        Files.writeString(folder.resolve("model.profile.json"), ProfileWriter.write(profile(data, scores(data))));
        Table fresh = data.rows(5002);
        for (double coverage : COVERAGES) {
            int inside = 0;
            try (MojoScorer.Value<SinkRecord> scorer = scorer(model, "output.interval", Double.toString(coverage))) {
                for (int row = 0; row < ROWS; row++) {
                    Map<?, ?> scored = score(scorer, fresh, row, data.response);
                    Object outcome = fresh.rows().get(row)[fresh.index(data.response)];
                    inside += isInside(scored, outcome) ? 1 : 0;
                }
            }
            double share = (double) inside / ROWS;
            assertThat(share).as("%s at %s", data, coverage).isBetween(coverage - ONE_POINT, coverage + ONE_POINT);
        }
    }

    /** Of so few rows one set says little: the mean of many. Its expectation is rank / (n + 1), with ties more. */
    @ParameterizedTest
    @EnumSource
    void smallCalibrationSets_coverOnAverage(Data data) {
        double[] pool = scores(data);
        Random random = new Random(5003);
        for (double coverage : COVERAGES) {
            for (int n : new int[] {19, 99, 199}) {
                double covered = 0;
                int draws = 40_000 / n + 1000;
                for (int draw = 0; draw < draws; draw++) {
                    double[] drawn = random.ints(n, 0, ROWS)
                            .mapToDouble(row -> pool[row])
                            .sorted()
                            .toArray();
                    covered += share(pool, calibration(drawn).scoreAt(coverage));
                }
                assertThat(covered / draws)
                        .as("%s at %s from %d rows", data, coverage, n)
                        .isBetween(coverage - ONE_POINT, coverage + ONE_POINT + largestTie(pool));
            }
        }
    }

    private static Calibration calibration(double[] ascending) {
        return Calibration.of(ascending.length, rank -> ascending[(int) rank - 1]);
    }

    private static Profile profile(Data data, double[] scores) {
        return new Profile(
                ModelLoader.load(data.folder.model()).digest(),
                Optional.empty(),
                ROWS,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(calibration(scores)),
                Optional.empty());
    }

    /** The share of ascending scores that are at most the bound. */
    private static double share(double[] ascending, double bound) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / ascending.length;
    }

    /** The largest share of scores that are equal. */
    private static double largestTie(double[] ascending) {
        int longest = 0;
        for (int i = 0, run = 0; i < ascending.length; i++) {
            run = i > 0 && ascending[i] == ascending[i - 1] ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return (double) longest / ascending.length;
    }

    /** Ascending: how far outcomes are from what is predicted for them. */
    private static double[] scores(Data data) {
        return SCORES.computeIfAbsent(data, each -> {
            Table rows = each.rows(5001);
            double[] scores = new double[ROWS];
            String include = each.isNumber() ? "" : "probabilities";
            try (MojoScorer.Value<SinkRecord> scorer = scorer(each.folder.model(), "output.include", include)) {
                for (int row = 0; row < ROWS; row++) {
                    Map<?, ?> scored = score(scorer, rows, row, each.response);
                    Object outcome = rows.rows().get(row)[rows.index(each.response)];
                    scores[row] = each.isNumber()
                            ? Math.abs((Double) outcome - (Double) scored.get("prediction"))
                            : 1 - (Double) scored.get("prediction_p_" + outcome);
                }
            }
            Arrays.sort(scores);
            return scores;
        });
    }

    private static boolean isInside(Map<?, ?> scored, Object outcome) {
        if (outcome instanceof Double number) {
            return (Double) scored.get("prediction_lower") <= number
                    && number <= (Double) scored.get("prediction_upper");
        }
        return labels(scored).contains(outcome);
    }

    private static List<String> labels(Map<?, ?> scored) {
        String set = (String) scored.get("prediction_set");
        return set.isEmpty() ? List.of() : List.of(set.split("\\|"));
    }

    private static Map<?, ?> score(MojoScorer<SinkRecord> scorer, Table rows, int row, String response) {
        Map<String, Object> record = new LinkedHashMap<>();
        for (int c = 0; c < rows.columns().size(); c++) {
            String name = rows.columns().get(c).name();
            if (!name.equals(response)) {
                record.put(name, rows.rows().get(row)[c]);
            }
        }
        return (Map<?, ?>) scorer.apply(Houses.record(null, record)).value();
    }

    private static MojoScorer.Value<SinkRecord> scorer(Path model, String... settings) {
        Map<String, String> config = Houses.config(settings);
        config.put("model.path", model.toString());
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }
}

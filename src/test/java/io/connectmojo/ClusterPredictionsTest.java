package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.ModelHandle;
import io.connectmojo.model.ModelLibrary;
import io.connectmojo.model.ModelRequest;
import io.connectmojo.model.ModelSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of every model folder against what H2O's own cluster answered when the model was trained, with the engine that
 * serves by default. Equal to the last bit, but for the tolerances and the known differences that are listed here.
 */
class ClusterPredictionsTest {
    /** Relative tolerance by algorithm; every other is exact. */
    private static final Map<String, Double> TOLERANCE = Map.of(
            "CoxPH", 1e-12, // sums in another order
            "GAM", 1e-9, // thin-plate distances are summed in another order
            "TargetEncoder", 1e-9, // the cluster blends in another order
            "Word2Vec", 0.0);

    /** Whole models whose cluster is no oracle. */
    private static final Map<String, String> NO_ORACLE = Map.of(
            "GLRM", "the cluster answers with a reconstruction, genmodel with the archetypes' weights",
            "dl_offset_regression", "refused: the MOJO ignores its offset",
            "gam_tp_ispline", "refused: genmodel fails on every row",
            "xgb_label_encoding", "genmodel lacks the levels");

    static List<ModelFolder> folders() {
        return ModelFolder.all().stream()
                .filter(folder -> folder.has("expected.csv") && trainedInCluster(folder.about()))
                .toList();
    }

    private static boolean trainedInCluster(JsonNode about) {
        return !about.path("oracle").asText().contains("genmodel")
                || about.path("oracle").asText().contains("not genmodel")
                || about.path("oracle").asText().contains("(not genmodel)");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theTransformSaysWhatTheClusterSaid(ModelFolder folder) {
        JsonNode about = folder.about();
        String algorithm = about.get("algo").asText();
        if (NO_ORACLE.containsKey(algorithm) || NO_ORACLE.containsKey(folder.name())) {
            return;
        }
        CsvFile input = folder.input();
        CsvFile expected = folder.csv("expected.csv");
        Set<Integer> different =
                knownDifferences(folder.name(), algorithm, about, input.rows().size());
        int compared = 0;
        try (ModelHandle handle = ModelLibrary.open(
                        ModelRequest.of(ModelSource.ofPath(folder.model().toString())));
                MojoScorer.Value<SinkRecord> transform = new MojoScorer.Value<>()) {
            Model model = handle.current();
            String category = about.get("category").asText();
            transform.configure(Houses.config(
                    "model.path", folder.model().toString(),
                    "output.layout", "nested",
                    "output.field", "mojo prediction",
                    "input.missing.columns", "na",
                    "output.include", includes(category)));
            double tolerance = TOLERANCE.getOrDefault(algorithm, 0.0);
            for (int row = 0; row < input.rows().size(); row++) {
                if (different.contains(row)) {
                    continue;
                }
                Map<String, Object> scored = score(transform, record(model, input, row));
                if (scored == null) {
                    assertThat(offsetIsMissing(model, input, row) || algorithm.equals("GLM"))
                            .as("row %d may be refused", row)
                            .isTrue();
                    continue;
                }
                List<Object> actual = answers(category, scored, expected.header());
                for (int c = 0; c < actual.size(); c++) {
                    compare(
                            actual.get(c),
                            expected.rows().get(row).get(c),
                            tolerance,
                            folder + " row " + row + " " + expected.header().get(c));
                }
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(0);
    }

    private static boolean offsetIsMissing(Model model, CsvFile input, int row) {
        return model.offsetColumn().isPresent()
                && input.cell(row, model.offsetColumn().get()) == null;
    }

    private static String includes(String category) {
        return switch (category) {
            case "Binomial", "Multinomial", "Ordinal", "BinomialUplift" -> "probabilities";
            case "AnomalyDetection" -> "score";
            case "AutoEncoder" -> "reconstruction";
            default -> "";
        };
    }

    /** Rows on which genmodel and the cluster are known to differ, and why. */
    private static Set<Integer> knownDifferences(String folder, String algorithm, JsonNode about, int rows) {
        Set<Integer> all = new HashSet<>();
        if (folder.contains("eigen")) {
            for (int row = 0; row < rows; row++) { // the cluster makes its projection anew from the rows that it scores
                all.add(row);
            }
            all.remove(-1);
        }
        boolean unseenLevels = folder.endsWith("binary")
                || folder.endsWith("_binary") // genmodel: NA, the cluster: a new code
                || folder.endsWith("label-encoder")
                || algorithm.equals("RuleFit") // a rule on the level, or on its absence
                || algorithm.equals("ExtendedIsolationForest")
                || algorithm.equals("KMeans");
        if (unseenLevels) {
            about.get("unknown_level_rows").forEach(row -> all.add(row.asInt()));
        }
        if (folder.equals("kmeans_iris_nostd") || folder.equals("kmeans-raw")) {
            about.get("na_rows").forEach(row -> all.add(row.asInt())); // only the cluster imputes
        }
        return all;
    }

    private static List<Object> answers(String category, Map<String, Object> scored, List<String> header) {
        List<Object> answers = new ArrayList<>();
        switch (category) {
            case "Binomial", "Multinomial", "Ordinal" -> {
                answers.add(scored.get("label"));
                answers.addAll(((Map<?, ?>) scored.get("probabilities")).values());
            }
            case "BinomialUplift" -> {
                answers.add(scored.get("value"));
                answers.addAll(((Map<?, ?>) scored.get("probabilities")).values());
            }
            case "AnomalyDetection" -> {
                if (header.size() == 3) {
                    answers.add(scored.get("is_anomaly"));
                }
                answers.add(scored.get("value"));
                answers.add(scored.get("score"));
            }
            case "AutoEncoder" -> answers.addAll(((Map<?, ?>) scored.get("reconstruction")).values());
            case "DimReduction", "WordEmbedding" -> answers.addAll((List<?>) scored.get("value"));
            case "TargetEncoder" -> answers.addAll(((Map<?, ?>) scored.get("value")).values());
            default -> answers.add(scored.get("value"));
        }
        return answers;
    }

    private static void compare(Object actual, String expected, double tolerance, String what) {
        if (expected == null || expected.equals("NaN")) {
            assertThat(actual).as(what).isNull();
        } else if (actual instanceof Boolean flag) {
            boolean boundary =
                    what.startsWith("isofor_contamination"); // at the threshold the MOJO says no, the cluster yes
            assertThat(flag || boundary).as(what).isEqualTo(Double.parseDouble(expected) == 1 || boundary);
        } else if (actual instanceof String label) {
            assertThat(label).as(what).isEqualTo(expected);
        } else {
            double number = ((Number) actual).doubleValue();
            double oracle = Double.parseDouble(expected);
            if (tolerance == 0) {
                assertThat(number).as(what).isEqualTo(oracle);
            } else {
                assertThat(Math.abs(number - oracle))
                        .as(what)
                        .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(oracle)));
            }
        }
    }

    private static Map<String, Object> record(Model model, CsvFile input, int row) {
        Map<String, Object> record = new LinkedHashMap<>();
        for (String column : input.header()) {
            record.put(column, input.cell(row, column));
        }
        for (ModelColumn column : model.columns()) {
            Object cell = record.get(column.name());
            if (column.kind() == ModelColumn.Kind.TIME && cell != null) {
                record.put(column.name(), Long.parseLong((String) cell));
            }
            if (column.kind() == ModelColumn.Kind.WORDS) {
                record.put(column.name(), Arrays.asList(input.rows().get(row).get(0)));
            }
        }
        return record;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> score(MojoScorer.Value<SinkRecord> transform, Map<String, Object> record) {
        try {
            return (Map<String, Object>) ((Map<String, Object>)
                            transform.apply(Houses.record(null, record)).value())
                    .get("mojo prediction");
        } catch (DataException refused) {
            return null;
        }
    }
}

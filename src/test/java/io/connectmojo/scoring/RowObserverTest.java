package io.connectmojo.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cases.Oracle;
import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.RecordError;
import io.connectmojo.record.KeyOrValue;
import io.connectmojo.score.RowObserver;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.score.ScoringResult.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowObserverTest {
    private final List<double[]> rows = new ArrayList<>();
    private final List<Object> results = new ArrayList<>();
    private List<ModelColumn> columns;

    private ScoringTask task(ModelFolder folder, Map<String, String> settings) {
        Map<String, String> config = new HashMap<>(settings);
        config.put("model.path", folder.model().toString());
        config.put("on.error", "null");
        return ScoringTask.open(new MojoScorerConfig(config), KeyOrValue.VALUE, ScoringMetrics::of, this::observer);
    }

    private RowObserver observer(Model model) {
        columns = model.columns();
        return (row, result) -> {
            rows.add(row.values.clone());
            results.add(
                    result instanceof Scored scored
                            ? (Object) scored.prediction().value
                            : ((Failed) result).problem().code());
        };
    }

    private static SinkRecord record(Map<String, Object> value) {
        return new SinkRecord("t", 0, null, null, null, value, 0);
    }

    private static Map<String, Object> cells(CsvFile input, int row) {
        Map<String, Object> cells = new LinkedHashMap<>();
        input.header().forEach(column -> cells.put(column, input.cell(row, column)));
        return cells;
    }

    /** GLM and GAM put means in place of what is missing, k-means scales: in the array that they are given. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "trained/glm_gaussian",
                "trained/gam_gaussian",
                "trained/kmeans_standardized",
                "trained/gbm_regression"
            })
    void modelThatChangesItsRow_observerGetsTheRowAsRead(String name) throws Exception {
        ModelFolder folder = ModelFolder.of(name);
        CsvFile input = folder.input();
        GenModel genModel = MojoModel.load(folder.model().toString());
        List<double[]> expected = new ArrayList<>();
        try (ScoringTask task = task(folder, Map.of())) {
            for (int row = 0; row < input.rows().size(); row++) {
                task.apply(record(cells(input, row)));
                expected.add(expected(genModel, input, row));
            }
        }
        assertThat(expected.stream().anyMatch(row -> Arrays.stream(row).anyMatch(Double::isNaN)))
                .as("there are gaps")
                .isTrue();
        assertThat(rows).containsExactlyElementsOf(expected);
    }

    private double[] expected(GenModel genModel, CsvFile input, int row) {
        double[] cells = new double[columns.size()];
        for (int c = 0; c < cells.length; c++) {
            String column = columns.get(c).name();
            String cell = input.cell(row, column);
            String[] levels = genModel.getDomainValues(column);
            int level = levels == null ? 0 : Arrays.asList(levels).indexOf(cell);
            boolean na = cell == null || level < 0;
            cells[c] = na ? Double.NaN : levels == null ? Double.parseDouble(cell) : level;
        }
        return cells;
    }

    @Test
    void scoredRow_observerGetsItsPrediction() throws Exception {
        ModelFolder folder = ModelFolder.of("trained/glm_gaussian");
        try (ScoringTask task = task(folder, Map.of())) {
            task.apply(record(cells(folder.input(), 0)));
        }
        assertThat(results)
                .containsExactly(new Oracle(folder.model())
                        .predict(Oracle.row(folder.input(), 0, ""), 0)
                        .get("value"));
    }

    @Test
    void rowThatTheModelRefuses_observerGetsTheProblem() {
        ModelFolder folder = ModelFolder.of("trained/glm_skip_missing");
        Map<String, Object> incomplete = cells(folder.input(), 0);
        String kept = folder.input().header().get(0);
        incomplete.replaceAll((column, value) -> column.equals(kept) ? value : null);
        try (ScoringTask task = task(folder, Map.of())) {
            SinkRecord out = task.apply(record(incomplete));
            assertThat(out.headers().lastWithName("mojo.error").value().toString())
                    .startsWith("MOJO-D");
        }
        assertThat(results).containsExactly(RecordError.SCORING);
        assertThat(rows.get(0)).contains(Double.NaN);
    }

    @Test
    void recordWithoutARow_notObserved() {
        ModelFolder folder = ModelFolder.of("trained/kmeans_standardized");
        Map<String, String> mapped =
                Map.of("input.fields", "age:after.age,income:after.income,visits:after.visits,tenure:after.tenure");
        try (ScoringTask task = task(folder, mapped)) {
            Map<String, Object> skipped = new HashMap<>();
            skipped.put("after", null);
            assertThat(task.apply(record(skipped)).value()).isSameAs(skipped);
            task.apply(record(Map.of("after", Map.of("age", List.of()))));
            task.apply(record(null));
        }
        assertThat(rows).isEmpty();
    }
}

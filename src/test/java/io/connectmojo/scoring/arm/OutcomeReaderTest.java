package io.connectmojo.scoring.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.metrics.MetricInstance;
import io.connectmojo.metrics.ScoringMetrics;
import io.connectmojo.metrics.drift.DriftWindow;
import io.connectmojo.model.library.ModelStatus;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Category;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeReaderTest {
    private static final FieldPath FIELD = FieldPath.parse("actual");
    private static final PredictionShape NO_YES = shape(Category.Binomial, "no", "yes");

    private static final ModelStatus STATUS =
            new ModelStatus("0".repeat(64), 0, 0, 0, Optional.empty(), 0, Optional.empty(), 0, Optional.empty());

    private final ScoringMetrics metrics =
            ScoringMetrics.of(new ScoringMetrics.Options("m", "m", 0, new DriftWindow(0, 1000)), () -> STATUS);
    private final OutcomeReader reader = OutcomeReader.of(FIELD, NO_YES).orElseThrow();
    private final Prediction yes = new Prediction();

    OutcomeReaderTest() {
        yes.label = 1;
        yes.probabilities = new double[] {0.5, 0.5};
        metrics.serve(NO_YES, "compiled", new ColumnCounts(RowSpec.of(List.of())), p -> p.label, true);
    }

    private static PredictionShape shape(Category category, String... classes) {
        return new PredictionShape(
                category,
                List.of(classes),
                Double.NaN,
                Map.of(),
                false,
                List.of(),
                "",
                List.of(),
                0,
                List.of(),
                0,
                Set.of());
    }

    private void read(Object value) {
        Map<String, Object> record = new HashMap<>();
        record.put("actual", value);
        reader.read(record, yes, metrics);
    }

    private Object shown(String metric, Map<String, String> tags) {
        return MetricInstance.all(metrics).stream()
                .filter(instance -> instance.metric().title.equals(metric)
                        && instance.tags().equals(tags))
                .map(MetricInstance::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nullAbsentOrMissing_skipped() {
        read(null);
        read("");
        read("NA");
        reader.read(Map.of(), yes, metrics);
        assertThat(shown("outcomes-invalid-total", Map.of())).isEqualTo(0L);
        assertThat(shown("outcomes", Map.of("window", "total"))).isEqualTo(0L);
    }

    @Test
    void noLevelOrNoText_countedAsInvalid() {
        read("perhaps");
        read(List.of(1));
        assertThat(shown("outcomes-invalid-total", Map.of())).isEqualTo(2L);
        assertThat(shown("outcomes", Map.of("window", "total"))).isEqualTo(0L);
    }

    @Test
    void booleanOfAPair_comparedAsItsLevel() {
        read(true);
        assertThat(shown("outcome-pairs", Map.of("actual", "yes", "predicted", "yes", "window", "total")))
                .isEqualTo(1L);
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    void category_comparedForClassesOrRegressionValues(Category category) {
        boolean compared = Set.of("Regression", "KLime", "Binomial", "Multinomial", "Ordinal")
                .contains(category.name());
        assertThat(OutcomeReader.of(FIELD, shape(category, "a", "b")).isPresent())
                .isEqualTo(compared);
    }
}

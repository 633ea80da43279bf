package io.connectmojo.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.output.decision.Bands;
import io.connectmojo.output.decision.Decisions;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code output.bands} at its bounds, and for every category. */
class BandsTest {
    private static final Bands BANDS = new Bands(List.of("low", "medium", "high"), List.of(0.2, 0.6));

    @ParameterizedTest
    @CsvSource({
        "-Infinity, low",
        "-0.0, low",
        "0.19999999999999998, low",
        "0.2, medium",
        "0.5999999999999999, medium",
        "0.6, high",
        "Infinity, high",
        "NaN,"
    })
    void score_fallsIntoTheBandAboveABound(double score, String band) {
        assertThat(BANDS.of(score)).isEqualTo(band);
        Prediction p = new Prediction();
        p.value = score;
        assertThat(band(SampleShapes.of(Category.Regression), p)).isEqualTo(band);
        p.value = -1;
        p.probabilities = new double[] {1 - score, score};
        assertThat(band(SampleShapes.of(Category.Binomial), p)).isEqualTo(band);
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    void category_hasBandsWhereItHasAScore(Category category) {
        PredictionShape shape = SampleShapes.of(category);
        switch (category) {
            case Regression, Binomial, AnomalyDetection, AutoEncoder, CoxPH, BinomialUplift, KLime -> {
                OutputField flat = last(shape, OutputOptions.Layout.FLAT);
                assertThat(flat.name()).isEqualTo("prediction_band");
                assertThat(flat.schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
                OutputField nested = last(shape, OutputOptions.Layout.NESTED);
                assertThat(nested.schema().field("band").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
            }
            default ->
                assertThatThrownBy(() -> last(shape, OutputOptions.Layout.FLAT))
                        .isInstanceOfSatisfying(
                                MojoException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.BANDS))
                        .hasMessageContaining("[output.bands]")
                        .hasMessageContaining(category.name());
        }
    }

    @Test
    void labels_areOneMoreThanBounds() {
        assertThatThrownBy(() -> new Bands(List.of("a", "b"), List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Object band(PredictionShape shape, Prediction p) {
        Object flat = last(shape, OutputOptions.Layout.FLAT).value().apply(p);
        Struct nested =
                (Struct) last(shape, OutputOptions.Layout.NESTED).value().apply(p);
        assertThat(nested.getString("band")).isEqualTo(flat);
        return flat;
    }

    private static OutputField last(PredictionShape shape, OutputOptions.Layout layout) {
        OutputOptions options = new OutputOptions(
                "prediction",
                OutputType.AUTO,
                Set.of(),
                ContributionOptions.DEFAULT,
                layout,
                OutputOptions.Existing.FAIL,
                new Decisions(null, BANDS, Double.NaN));
        List<OutputField> fields =
                OutputLayout.of(shape, options, "m@0123456789ab").fields();
        return fields.get(fields.size() - 1);
    }
}

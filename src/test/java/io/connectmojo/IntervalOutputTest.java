package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.profile.Calibration;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code output.interval} from the calibration of a profile, in records of every kind. */
class IntervalOutputTest {
    private static final ModelFolder IRIS = ModelFolder.of("iris");

    @TempDir
    Path folder;

    /** Of nine scores 1 to 9, rank ⌈10·c⌉ counts. */
    @ParameterizedTest
    @CsvSource({"0.1, 1", "0.11, 2", "0.8, 8", "0.81, 9", "0.9, 9", "0.91,", "0.95,"})
    void bound_isTheScoreOfTheFiniteSampleRank(double coverage, Double bound) throws IOException {
        place(Houses.MODEL, calibration(9));
        try (MojoScorer.Value<SinkRecord> scorer = scorer("output.interval", Double.toString(coverage))) {
            Map<?, ?> scored =
                    (Map<?, ?>) scorer.apply(Houses.record(null, Houses.map())).value();
            assertThat(scored.get("prediction")).isEqualTo(Houses.price());
            if (bound == null) {
                assertThat(scored.containsKey("prediction_lower")).isTrue();
                assertThat(scored.get("prediction_lower")).isNull();
                assertThat(scored.get("prediction_upper")).isNull();
            } else {
                assertThat((Double) scored.get("prediction_lower")).isCloseTo(Houses.price() - bound, within());
                assertThat((Double) scored.get("prediction_upper")).isCloseTo(Houses.price() + bound, within());
            }
        }
    }

    @Test
    void jsonHeadersAndNested_haveTheSameInterval() throws IOException {
        place(Houses.MODEL, calibration(9));
        String[] interval = {"output.interval", "0.9"};
        try (MojoScorer.Value<SinkRecord> json = scorer("output.interval", "0.9", "input.format", "json");
                MojoScorer.Value<SinkRecord> headers =
                        scorer("output.interval", "0.9", "output.destination", "headers");
                MojoScorer.Value<SinkRecord> nested = scorer("output.interval", "0.9", "output.layout", "nested");
                MojoScorer.Value<SinkRecord> flat = scorer(interval)) {
            SinkRecord struct = Houses.record(Houses.SCHEMA, Houses.struct());
            Struct expected = (Struct) flat.apply(struct).value();
            double lower = expected.getFloat64("prediction_lower");
            double upper = expected.getFloat64("prediction_upper");
            JsonNode text = new ObjectMapper()
                    .readTree((String) json.apply(Houses.record(Schema.STRING_SCHEMA, Houses.json()))
                            .value());
            assertThat(text.get("prediction_lower").doubleValue()).isEqualTo(lower);
            SinkRecord withHeaders = headers.apply(struct);
            assertThat(withHeaders
                            .headers()
                            .lastWithName("mojo.prediction_upper")
                            .value())
                    .isEqualTo(upper);
            Struct inner = ((Struct) nested.apply(struct).value()).getStruct("prediction");
            assertThat(inner.getFloat64("lower")).isEqualTo(lower);
            assertThat(inner.getFloat64("upper")).isEqualTo(upper);
        }
    }

    @Test
    void failedRecord_hasNoInterval() throws IOException {
        place(Houses.MODEL, calibration(9));
        Map<String, Object> house = new LinkedHashMap<>(Houses.map());
        house.put("sqft", "many");
        try (MojoScorer.Value<SinkRecord> scorer = scorer("output.interval", "0.9", "on.error", "null")) {
            Map<?, ?> failed =
                    (Map<?, ?>) scorer.apply(Houses.record(null, house)).value();
            assertThat(failed.containsKey("prediction_upper")).isTrue();
            assertThat(failed.get("prediction_upper")).isNull();
        }
    }

    @Test
    void labels_areOneTextOrAnArray() throws Exception {
        place(IRIS, new Calibration(2, new double[] {0.3, 0.999}));
        Map<String, Object> flower = new LinkedHashMap<>();
        IRIS.input().header().forEach(column -> flower.put(column, IRIS.input().cell(0, column)));
        List<String> all = List.of("setosa", "versicolor", "virginica");
        try (MojoScorer.Value<SinkRecord> flat = scorer("output.interval", "0.6", "output.include", "probabilities");
                MojoScorer.Value<SinkRecord> nested = scorer("output.interval", "0.6", "output.layout", "nested")) {
            Map<?, ?> scored =
                    (Map<?, ?>) flat.apply(Houses.record(null, flower)).value();
            List<String> expected = all.stream()
                    .filter(label -> 1 - (Double) scored.get("prediction_p_" + label) <= 0.999)
                    .toList();
            assertThat(scored.get("prediction_set")).isEqualTo(String.join("|", expected));
            Map<?, ?> inner = (Map<?, ?>)
                    ((Map<?, ?>) nested.apply(Houses.record(null, flower)).value()).get("prediction");
            assertThat(inner.get("set")).isEqualTo(expected);
        }
    }

    @Test
    void noCalibration_isRefusedAtStart() throws IOException {
        Files.copy(Houses.MODEL.model(), folder.resolve("model.zip"));
        assertRefused("no calibration");
        place(Houses.MODEL, null);
        assertRefused("no calibration");
        place(Houses.MODEL, calibration(9));
        scorer("output.interval", "0.9").close();
        assertThatThrownBy(() -> scorer("output.interval", "0.9", "model.profile", "none"))
                .hasMessageStartingWith("MOJO-C017 ");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> scorer("output.interval", "0.9"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("MOJO-C017 ")
                .hasMessageContaining("[output.interval]")
                .hasMessageContaining(why);
    }

    @Test
    void newModel_bringsItsOwnCalibrationOrIsRefused() throws Exception {
        ModelFolder first = ModelFolder.of("trained/gbm_regression");
        ModelFolder second = ModelFolder.of("trained/drf_regression");
        Map<String, Object> customer = new LinkedHashMap<>();
        first.input()
                .header()
                .forEach(column -> customer.put(column, first.input().cell(0, column)));
        place(first, calibration(9));
        try (MojoScorer.Value<SinkRecord> scorer =
                scorer("output.interval", "0.9", "model.reload.interval.ms", "1000", "output.include", "model")) {
            Map<?, ?> before =
                    (Map<?, ?>) scorer.apply(Houses.record(null, customer)).value();
            assertThat(width(before)).isCloseTo(18, within());
            Files.delete(folder.resolve("model.profile.json"));
            replace(second);
            long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
            while (System.nanoTime() < end) {
                assertThat(scorer.apply(Houses.record(null, customer)).value()).isEqualTo(before);
                Thread.sleep(100);
            }
            place(second, new Calibration(9, new double[] {0, 0, 0, 0, 0, 0, 0, 0, 50}));
            Files.setLastModifiedTime(
                    folder.resolve("model.zip"),
                    java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 2000));
            await().atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !((Map<?, ?>)
                                    scorer.apply(Houses.record(null, customer)).value())
                            .get("prediction_model")
                            .equals(before.get("prediction_model")));
            assertThat(width((Map<?, ?>)
                            scorer.apply(Houses.record(null, customer)).value()))
                    .isCloseTo(100, within());
        }
    }

    private static double width(Map<?, ?> scored) {
        return (Double) scored.get("prediction_upper") - (Double) scored.get("prediction_lower");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    /** The scores 1, 2, 3 … */
    private static Calibration calibration(int rows) {
        return Calibration.of(rows, rank -> rank);
    }

    /** The model with a profile that has this calibration; null for none. */
    private void place(ModelFolder model, Calibration calibration) throws IOException {
        Profile profile = new Profile(
                ModelLoader.load(model.model()).digest(),
                Optional.empty(),
                9,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.ofNullable(calibration),
                Optional.empty());
        Files.writeString(folder.resolve("model.profile.json"), ProfileWriter.write(profile));
        replace(model);
    }

    private void replace(ModelFolder model) throws IOException {
        Path copy = Files.copy(model.model(), folder.resolve("next"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, folder.resolve("model.zip"), StandardCopyOption.ATOMIC_MOVE);
    }

    private MojoScorer.Value<SinkRecord> scorer(String... settings) {
        Map<String, String> config = Houses.config(settings);
        config.put("model.path", folder.resolve("model.zip").toString());
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }
}

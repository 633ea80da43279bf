package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmojo.cases.ModelFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A challenger in shadow: whatever it does or fails to do, records are what they are without it. */
class ShadowTest {
    private static final String ARM = ",arm=challenger";

    private final String id = UUID.randomUUID().toString();
    private final ShownMetrics shown = new ShownMetrics(id);

    @TempDir
    Path folder;

    private Map<String, String> alone(String... settings) {
        Map<String, String> config = new HashMap<>();
        config.put("model.path", Customers.GBM.model().toString());
        config.put("metrics.id", id);
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return config;
    }

    private Map<String, String> challenged(Map<String, String> alone, String challenger) {
        Map<String, String> config = new HashMap<>(alone);
        config.put("challenger.model.path", challenger);
        return config;
    }

    private void awaitChallenger() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shown.get("model-loads-total", ARM).equals(1L));
    }

    /** What goes on, all of it as text; or the message of the error. */
    private static List<String> run(MojoScorer.Value<SinkRecord> scorer, List<SinkRecord> records) {
        List<String> out = new ArrayList<>();
        for (SinkRecord record : records) {
            try {
                SinkRecord scored = scorer.apply(record);
                Schema schema = scored.valueSchema();
                Object fields = schema != null && schema.type() == Schema.Type.STRUCT ? schema.fields() : schema;
                out.add(scored.key() + " " + scored.value() + " " + fields + " "
                        + new ConnectHeaders(scored.headers()));
            } catch (DataException e) {
                out.add(e.getMessage());
            }
        }
        return out;
    }

    private static List<SinkRecord> records(String kind) {
        List<SinkRecord> records = new ArrayList<>();
        for (int row = 0; row < Customers.ROWS; row++) {
            records.add(Customers.record(kind, "k" + row, Customers.row(row)));
        }
        Map<String, Object> wrong = Customers.row(0);
        wrong.put("age", "old");
        records.add(Customers.record(kind, "wrong", wrong));
        if (!kind.equals("delimited")) {
            records.add(Customers.record(kind, "none", Map.of("other", "x")));
        }
        records.add(Customers.record("k", (Schema) null, (Object) null));
        return records;
    }

    @ParameterizedTest
    @CsvSource({
        "struct,output.layout,flat",
        "struct,output.layout,nested",
        "struct,output.destination,headers",
        "struct,on.error,null",
        "map,output.layout,nested",
        "map,on.error,null",
        "json,output.layout,nested",
        "json,on.error,null",
        "json,output.destination,headers",
        "delimited,output.layout,flat",
        "delimited,on.error,null"
    })
    void recordsOfAnyKind_areThoseWithoutChallenger(String kind, String setting, String value) {
        Map<String, String> settings = alone(setting, value, "output.include", "model,quality,error,arm");
        settings.putAll(Customers.format(kind));
        List<SinkRecord> records = records(kind);
        List<String> expected;
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(settings)) {
            expected = run(scorer, records);
        }
        assertThat(expected).doesNotHaveDuplicates().anyMatch(text -> text.contains("champion"));
        String drf = Customers.DRF.model().toString();
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(challenged(settings, drf))) {
            awaitChallenger();
            assertThat(run(scorer, records)).isEqualTo(expected);
            assertThat(shown.get("records-scored-total", ARM)).isEqualTo((long) Customers.ROWS);
            assertThat(shown.get("records-answered-total", ARM)).isEqualTo(0L);
            assertThat(shown.get("records-answered-total", ",arm=champion")).isEqualTo((long) Customers.ROWS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no file", "no zip", "another category", "other columns", "no topic", "no such class"})
    void challengerThatCannotServe_changesNothing(String fault) throws Exception {
        Map<String, String> settings = alone();
        List<SinkRecord> records = records("struct");
        List<String> expected;
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(settings)) {
            expected = run(scorer, records);
        }
        Path broken = Files.writeString(folder.resolve("broken.zip"), "no zip at all", StandardCharsets.UTF_8);
        Map<String, String> config = new HashMap<>(settings);
        config.putAll(
                switch (fault) {
                    case "no file" ->
                        Map.of(
                                "challenger.model.path",
                                folder.resolve("none.zip").toString());
                    case "no zip" -> Map.of("challenger.model.path", broken.toString());
                    case "another category" ->
                        Map.of(
                                "challenger.model.path",
                                ModelFolder.of("trained/gbm_binomial").model().toString());
                    case "other columns" ->
                        Map.of("challenger.model.path", Houses.MODEL.model().toString());
                    case "no topic" ->
                        Map.of(
                                "challenger.model.kafka.topic", "models",
                                "challenger.model.kafka.name", "next",
                                "challenger.model.kafka.timeout.ms", "1000",
                                "challenger.model.kafka.bootstrap.servers", "localhost:1");
                    default -> Map.of("challenger.model.class", "com.example.None");
                });
        long begin = System.nanoTime();
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
            assertThat(run(scorer, records)).isEqualTo(expected);
            if (fault.equals("other columns")) {
                awaitChallenger();
                assertThat(run(scorer, records)).isEqualTo(expected);
                assertThat((long) shown.get("errors-total", ARM + ",code=D003")).isPositive();
            } else {
                String code = Map.of(
                                "no file", "M001",
                                "no zip", "M007",
                                "another category", "M032",
                                "no topic", "M040",
                                "no such class", "M014")
                        .get(fault);
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() ->
                                assertThat(shown.get("model-problem", ARM)).isEqualTo(code));
                assertThat(shown.get("model-stale", ARM)).isEqualTo(1L);
                assertThat(shown.get("model-loads-total", ARM)).isEqualTo(0L);
                assertThat(shown.get("model-digest", ARM)).isEqualTo("");
                assertThat(run(scorer, records)).isEqualTo(expected);
            }
            assertThat(shown.get("model-problem", ",arm=champion")).isEqualTo("");
        }
    }

    /** A level that only one of both models knows is an error of the other one alone. */
    @Test
    void challengerThatFailsRecords_isCountedAlone() {
        Map<String, String> settings = alone("input.unknown.levels", "fail", "on.error", "null");
        List<SinkRecord> records = records("map");
        List<String> expected;
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(settings)) {
            expected = run(scorer, records);
        }
        String drf = Customers.DRF.model().toString();
        long failed;
        Map<String, String> swapped = new HashMap<>(settings);
        swapped.put("model.path", drf);
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(swapped)) {
            run(scorer, records);
            failed = (long) shown.get("records-failed-total");
        }
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(challenged(settings, drf))) {
            awaitChallenger();
            assertThat(run(scorer, records)).isEqualTo(expected);
            assertThat(shown.get("records-failed-total", ARM)).isEqualTo(failed);
            assertThat(failed).isGreaterThan(2L);
        }
    }

    @Test
    void fileThatComesLater_isCompared() throws Exception {
        Path late = folder.resolve("late.zip");
        Map<String, String> config = challenged(alone(), late.toString());
        config.put("challenger.model.reload.interval.ms", "1000");
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            await().until(() -> shown.get("model-problem", ARM).equals("M001"));
            Files.copy(Customers.DRF.model(), folder.resolve("part"));
            Files.move(folder.resolve("part"), late, StandardCopyOption.ATOMIC_MOVE);
            awaitChallenger();
            run(scorer, records("struct"));
            assertThat(shown.get("challenger-compared", ARM + ",window=total")).isEqualTo((long) Customers.ROWS);
            assertThat(shown.get("model-problem", ARM)).isEqualTo("");
        }
    }

    @Test
    void replacedChallenger_isComparedFromNew() throws Exception {
        Path file = folder.resolve("challenger.zip");
        Files.copy(Customers.DRF.model(), file);
        Map<String, String> config = challenged(alone("output.include", "model"), file.toString());
        config.put("challenger.model.reload.interval.ms", "1000");
        List<SinkRecord> records = records("struct");
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            awaitChallenger();
            List<String> before = run(scorer, records);
            assertThat((double) shown.get("challenger-difference-mean", ARM + ",window=total"))
                    .isPositive();
            Files.copy(Customers.GBM.model(), folder.resolve("part"));
            Files.move(folder.resolve("part"), file, StandardCopyOption.ATOMIC_MOVE);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> shown.get("model-loads-total", ARM).equals(2L));
            assertThat(run(scorer, records)).isEqualTo(before);
            assertThat(shown.get("challenger-compared", ARM + ",window=total")).isEqualTo((long) Customers.ROWS);
            assertThat(shown.get("challenger-difference-max", ARM + ",window=total"))
                    .isEqualTo(0.0);
        }
    }

    @Test
    void share_ofComparedRecordsIsWhatIsScored() {
        Map<String, String> config = challenged(alone(), Customers.DRF.model().toString());
        config.put("challenger.compare", "0.25");
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            awaitChallenger();
            for (int i = 0; i < 10; i++) {
                run(scorer, records("struct").subList(0, 40));
            }
            assertThat((long) shown.get("records-scored-total", ARM)).isBetween(98L, 102L);
        }
    }

    @Test
    void predictionBeside_isTheChallengersOrNull() throws Exception {
        List<Map<String, Object>> gbm = Customers.answers(Customers.GBM);
        List<Map<String, Object>> drf = Customers.answers(Customers.DRF);
        Map<String, String> config = challenged(
                alone("challenger.output.field", "next"), Customers.DRF.model().toString());
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            awaitChallenger();
            for (int row = 0; row < Customers.ROWS; row++) {
                for (String kind : List.of("struct", "map")) {
                    Object value = scorer.apply(Customers.record(kind, "k", Customers.row(row)))
                            .value();
                    Map<?, ?> fields = value instanceof Struct struct
                            ? Map.of("prediction", struct.get("prediction"), "next", struct.get("next"))
                            : (Map<?, ?>) value;
                    assertThat(fields.get("prediction")).isEqualTo(gbm.get(row).get("value"));
                    assertThat(fields.get("next")).isEqualTo(drf.get(row).get("value"));
                }
            }
        }
        config.put("challenger.compare", "0");
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            awaitChallenger();
            SinkRecord scored = scorer.apply(Customers.record("map", "k", Customers.row(0)));
            assertThat(((Map<?, ?>) scored.value()).containsKey("next")).isTrue();
            assertThat(((Map<?, ?>) scored.value()).get("next")).isNull();
        }
    }

    /** Both read below the root, and the champion's outputs with the challenger's prediction stand in the parent. */
    @Test
    void changeEvent_hasBothPredictionsInItsParent() throws Exception {
        Map<String, String> config = challenged(
                alone("challenger.output.field", "next", "input.root", "after", "output.parent", "after"),
                Customers.DRF.model().toString());
        config.put("output.include", "previous,model");
        Struct row = (Struct) Customers.record("struct", "k", Customers.row(0)).value();
        Schema envelope = SchemaBuilder.struct()
                .field("before", SchemaBuilder.struct().optional().build())
                .field("after", row.schema())
                .build();
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            awaitChallenger();
            Struct event = new Struct(envelope).put("after", row);
            Struct scored = (Struct)
                    scorer.apply(Customers.record("k", envelope, event)).value();
            Struct after = scored.getStruct("after");
            assertThat(after.get("prediction"))
                    .isEqualTo(Customers.answers(Customers.GBM).get(0).get("value"));
            assertThat(after.get("next"))
                    .isEqualTo(Customers.answers(Customers.DRF).get(0).get("value"));
            assertThat(shown.get("challenger-compared", ARM + ",window=total")).isEqualTo(1L);
        }
    }

    @Test
    void predictionBeside_hasAPlaceInEachLayout() throws Exception {
        Object drf = Customers.answers(Customers.DRF).get(0).get("value");
        String path = Customers.DRF.model().toString();
        Map<String, String> beside = challenged(alone("challenger.output.field", "next"), path);
        Map<String, String> headers = new HashMap<>(beside);
        headers.put("output.destination", "headers");
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(headers)) {
            awaitChallenger();
            SinkRecord scored = scorer.apply(Customers.record("struct", "k", Customers.row(0)));
            assertThat(scored.headers().lastWithName("mojo.next").value()).isEqualTo(drf);
        }
        Map<String, String> line = new HashMap<>(beside);
        line.putAll(Customers.format("delimited"));
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(line)) {
            awaitChallenger();
            SinkRecord scored = scorer.apply(Customers.record("delimited", "k", Customers.row(0)));
            assertThat((String) scored.value()).endsWith("," + drf);
        }
        Map<String, String> json = new HashMap<>(beside);
        json.putAll(Customers.format("json"));
        json.put("output.layout", "nested");
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(json)) {
            awaitChallenger();
            SinkRecord scored = scorer.apply(Customers.record("json", "k", Customers.row(0)));
            assertThat((String) scored.value()).endsWith("},\"next\":" + drf + "}");
        }
    }

    @Test
    void predictionBesideOfSeveralNumbers_isRefusedAtStart() {
        String pca = ModelFolder.of("trained/pca").model().toString();
        Map<String, String> config = challenged(alone("challenger.output.field", "next"), pca);
        config.put("model.path", pca);
        assertThatThrownBy(() -> Customers.scorer(config)).hasMessageStartingWith("MOJO-C010");
    }
}

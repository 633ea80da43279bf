package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.archive.MojoFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each record is scored by the model that it names, and by no other. */
class ModelPerRecordTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private ShopModels customers;

    @org.junit.jupiter.api.BeforeEach
    void models() {
        customers = new ShopModels(folder);
        customers.put("one.zip", ShopModels.linear(1));
        customers.put("two.zip", ShopModels.trees(2));
        customers.put("three.zip", ShopModels.linear(3));
    }

    @Nested
    class Placeholders {
        @Test
        void fieldOfTheValue_namesTheModel() {
            try (MojoScorer.Value<SinkRecord> scorer =
                    customers.scorer("{value.shop}.zip", "output.include", "model")) {
                Schema schema = null;
                for (String shop : List.of("one", "two", "two", "three", "one", "two")) {
                    SinkRecord scored = scorer.apply(ShopModels.record(shop, 61));
                    assertThat(ShopModels.prediction(scored)).as(shop).isEqualTo(customers.expected(shop + ".zip", 61));
                    assertThat(ShopModels.output(scored, "prediction_model"))
                            .isEqualTo(shop + "@" + digest(shop).substring(0, 12));
                    assertThat(schema == null || schema == scored.valueSchema())
                            .as("one schema for all models")
                            .isTrue();
                    schema = scored.valueSchema();
                }
                assertThat(customers.expected("one.zip", 61)).isNotEqualTo(customers.expected("three.zip", 61));
            }
        }

        @Test
        void wholeKey_namesTheModel() {
            customers.put("17.zip", ShopModels.linear(17));
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{key}.zip")) {
                assertScored(scorer, ShopModels.record("x", 30, "one"), "one.zip", 30);
                assertScored(scorer, ShopModels.record("x", 30, 17), "17.zip", 30);
                assertScored(scorer, ShopModels.record("x", 30, 17L), "17.zip", 30);
                assertScored(scorer, ShopModels.record("x", 30, new java.math.BigDecimal("17.00")), "17.zip", 30);
            }
        }

        @Test
        void severalPlaceholders_fillOnePath() {
            customers.put("customers/eu/a-b/model.zip", ShopModels.linear(7));
            try (MojoScorer.Value<SinkRecord> scorer =
                    customers.scorer("{topic}/{header.area}/{key.`first name`}-{value.shop}/model.zip")) {
                Schema keySchema = SchemaBuilder.struct()
                        .field("first name", Schema.STRING_SCHEMA)
                        .build();
                Struct key = new Struct(keySchema).put("first name", "a");
                SinkRecord record = new SinkRecord(
                        "customers", 0, keySchema, key, ShopModels.SCHEMA, ShopModels.struct("b", 30), 0);
                record.headers().addString("area", "eu");
                assertScored(scorer, record, "customers/eu/a-b/model.zip", 30);
            }
        }

        @Test
        void folderOfVersions_isAModel() {
            customers.put("shops/x/1/model.zip", ShopModels.linear(1));
            customers.put("shops/x/2/model.zip", ShopModels.linear(2));
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("shops/{value.shop}")) {
                assertScored(scorer, ShopModels.record("x", 30), "shops/x/2/model.zip", 30);
            }
        }

        @Test
        void keyThatIsScored_namesTheModelByItsFields() {
            MojoScorer.Key<SinkRecord> scorer = new MojoScorer.Key<>();
            scorer.configure(Map.of("model.path", folder + "/{key.shop}.zip"));
            try (scorer) {
                SinkRecord scored = scorer.apply(
                        new SinkRecord("t", 0, ShopModels.SCHEMA, ShopModels.struct("three", 40), null, "v", 0));
                assertThat(((Struct) scored.key()).get("prediction")).isEqualTo(customers.expected("three.zip", 40));
            }
        }
    }

    @Nested
    class Formats {
        @Test
        void jsonText_namesTheModelFromTheFirstRecordOn() throws Exception {
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{value.shop}.zip", "input.format", "json")) {
                for (String shop : List.of("two", "one", "two")) {
                    String text = JSON.writeValueAsString(ShopModels.map(shop, 50));
                    JsonNode scored = JSON.readTree((String) scorer.apply(Houses.record(Schema.STRING_SCHEMA, text))
                            .value());
                    assertThat(scored.get("prediction").asDouble()).isEqualTo(customers.expected(shop + ".zip", 50));
                    assertThat(scored.get("shop").asText()).isEqualTo(shop);
                }
            }
        }

        @Test
        void existingOutputInJson_isSeenWithTheFirstRecord() throws Exception {
            try (MojoScorer.Value<SinkRecord> scorer =
                    customers.scorer("{value.shop}.zip", "input.format", "json", "output.existing", "replace")) {
                Map<String, Object> map = ShopModels.map("one", 50);
                map.put("prediction", "old");
                String text = JSON.writeValueAsString(map);
                String scored = (String)
                        scorer.apply(Houses.record(Schema.STRING_SCHEMA, text)).value();
                assertThat(scored).containsOnlyOnce("\"prediction\"");
                assertThat(JSON.readTree(scored).get("prediction").asDouble())
                        .isEqualTo(customers.expected("one.zip", 50));
            }
        }

        @Test
        void map_namesTheModel() {
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{value.shop}.zip")) {
                SinkRecord record = Houses.record(null, ShopModels.map("three", 50));
                assertScored(scorer, record, "three.zip", 50);
            }
        }
    }

    @Nested
    class HostileTexts {
        static List<Object> texts() {
            return List.of(
                    "..",
                    ".",
                    "",
                    "../outside",
                    "..\\outside",
                    "sub/model",
                    "/etc/passwd",
                    "secret\u0000",
                    "x".repeat(129),
                    "x".repeat(10_000),
                    "secret ",
                    "s\u00e9cret",
                    "\u2024\u2024",
                    "\uff0e\uff0e\uff0foutside",
                    "secret\u202e",
                    "secret%2e%2e",
                    "secret~1",
                    "secret:x",
                    1.5,
                    List.of("secret"),
                    Map.of("secret", 1));
        }

        @ParameterizedTest
        @MethodSource("texts")
        void text_neverBecomesAPath(Object text) throws IOException {
            Path inner = Files.createDirectories(folder.resolve("inner"));
            customers.put("outside.zip", ShopModels.linear(9));
            customers.put("inner/sub/model.zip", ShopModels.linear(9));
            try (MojoScorer.Value<SinkRecord> scorer = new ShopModels(inner).scorer("{value.shop}.zip")) {
                assertThatThrownBy(() -> scorer.apply(Houses.record(null, ShopModels.map(text, 50))))
                        .isExactlyInstanceOf(DataException.class)
                        .hasMessageStartingWith("MOJO-D020 The record does not name a model [")
                        .hasMessageNotContaining("secret")
                        .hasMessageNotContaining("outside")
                        .satisfies(e -> assertThat(
                                        e.getMessage().lines().findFirst().orElseThrow())
                                .hasSizeLessThanOrEqualTo(240));
            }
        }

        @Test
        void absentText_isRefused() {
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{value.nowhere.shop}.zip")) {
                assertThatThrownBy(() -> scorer.apply(ShopModels.record("one", 50)))
                        .hasMessageStartingWith("MOJO-D020 ");
            }
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{value.shop}.zip")) {
                assertThatThrownBy(() -> scorer.apply(ShopModels.record(null, 50)))
                        .hasMessageStartingWith("MOJO-D020 ");
                assertScored(scorer, ShopModels.record("one", 50), "one.zip", 50);
            }
        }

        @Test
        void linkOutOfTheFolder_isNotFollowed() throws IOException {
            Path inner = Files.createDirectories(folder.resolve("inner"));
            Files.createSymbolicLink(inner.resolve("out.zip"), folder.resolve("one.zip"));
            Files.createSymbolicLink(inner.resolve("away"), folder);
            Files.copy(folder.resolve("two.zip"), inner.resolve("real.zip"));
            Files.createSymbolicLink(inner.resolve("in.zip"), inner.resolve("real.zip"));
            try (MojoScorer.Value<SinkRecord> scorer = new ShopModels(inner).scorer("{value.shop}.zip")) {
                assertThatThrownBy(() -> scorer.apply(ShopModels.record("out", 50)))
                        .hasMessageStartingWith("MOJO-D021 ");
                assertScored(scorer, ShopModels.record("in", 50), "two.zip", 50);
            }
            try (MojoScorer.Value<SinkRecord> scorer = new ShopModels(inner).scorer("{value.shop}/one.zip")) {
                assertThatThrownBy(() -> scorer.apply(ShopModels.record("away", 50)))
                        .hasMessageStartingWith("MOJO-D021 ");
            }
        }
    }

    @Nested
    class WithoutAModel {
        @Test
        void absentModel_isToldWithoutTheText() {
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{value.shop}.zip")) {
                assertThatThrownBy(() -> scorer.apply(ShopModels.record("secret", 50)))
                        .isExactlyInstanceOf(DataException.class)
                        .hasMessageStartingWith(
                                "MOJO-D021 There is no model for the record [" + folder + "/{value.shop}.zip] - ")
                        .hasMessageNotContaining("secret");
                assertScored(scorer, ShopModels.record("one", 50), "one.zip", 50);
            }
        }

        @Test
        void absentModel_isNotLookedForAgainAtOnce() {
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{value.shop}.zip")) {
                assertThatThrownBy(() -> scorer.apply(ShopModels.record("late", 50)))
                        .hasMessageStartingWith("MOJO-D021 ");
                customers.put("late.zip", ShopModels.linear(5));
                assertThatThrownBy(() -> scorer.apply(ShopModels.record("late", 50)))
                        .hasMessageStartingWith("MOJO-D021 ");
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(500))
                        .ignoreExceptions()
                        .until(() -> ShopModels.prediction(scorer.apply(ShopModels.record("late", 50)))
                                == customers.expected("late.zip", 50));
            }
        }

        @Test
        void fallback_answersForAbsentModelsNotForBrokenOnes() throws IOException {
            Files.writeString(folder.resolve("broken.zip"), "no zip");
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer(
                    "{value.shop}.zip",
                    "model.fallback.path",
                    folder.resolve("three.zip").toString(),
                    "output.include",
                    "model")) {
                SinkRecord scored = scorer.apply(ShopModels.record("absent", 50));
                assertThat(ShopModels.prediction(scored)).isEqualTo(customers.expected("three.zip", 50));
                assertThat((String) ShopModels.output(scored, "prediction_model"))
                        .startsWith("three@");
                assertScored(scorer, ShopModels.record("..", 50), "three.zip", 50);
                assertScored(scorer, ShopModels.record(null, 50), "three.zip", 50);
                assertScored(scorer, ShopModels.record("one", 50), "one.zip", 50);
                assertScored(scorer, ShopModels.record("absent", 50), "three.zip", 50);
                assertThatThrownBy(() -> scorer.apply(ShopModels.record("broken", 50)))
                        .hasMessageStartingWith("MOJO-D023 ");
            }
        }

        @Test
        void brokenModel_isRefusedWhileOthersServe() throws IOException {
            Files.writeString(folder.resolve("secret.zip"), "no zip");
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{value.shop}.zip")) {
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> scorer.apply(ShopModels.record("secret", 50)))
                            .isExactlyInstanceOf(DataException.class)
                            .hasMessageStartingWith("MOJO-D023 The record's model cannot be used [")
                            .hasMessageContaining("M007")
                            .hasMessageNotContaining("secret");
                    assertScored(scorer, ShopModels.record("two", 50), "two.zip", 50);
                }
            }
        }

        @Test
        void modelWithOtherOutputs_isRefusedWhoeverComesFirst() throws IOException {
            Files.copy(ModelFolder.of("trained/gbm_binomial").model(), folder.resolve("classes.zip"));
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{value.shop}.zip")) {
                assertScored(scorer, ShopModels.record("two", 50), "two.zip", 50);
                assertThatThrownBy(() -> scorer.apply(ShopModels.record("classes", 50)))
                        .hasMessageStartingWith("MOJO-D023 ")
                        .hasMessageContaining("M070");
            }
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{value.shop}.zip")) {
                assertThat(ShopModels.output(scorer.apply(ShopModels.record("classes", 50)), "prediction"))
                        .isInstanceOf(String.class);
                assertThatThrownBy(() -> scorer.apply(ShopModels.record("two", 50)))
                        .hasMessageStartingWith("MOJO-D023 ")
                        .hasMessageContaining("M070");
            }
        }

        @Test
        void onErrorNull_outputsAreNullOnceTheyAreKnown() {
            try (MojoScorer.Value<SinkRecord> scorer =
                    customers.scorer("{value.shop}.zip", "on.error", "null", "output.include", "model")) {
                SinkRecord before = scorer.apply(ShopModels.record("absent", 50));
                assertThat(before.valueSchema()).isSameAs(ShopModels.SCHEMA);
                assertThat((String) before.headers().lastWithName("mojo.error").value())
                        .startsWith("MOJO-D021 ");
                SinkRecord good = scorer.apply(ShopModels.record("one", 50));
                SinkRecord after = scorer.apply(ShopModels.record("absent", 50));
                assertThat(after.valueSchema()).isSameAs(good.valueSchema());
                assertThat(ShopModels.output(after, "prediction")).isNull();
                assertThat(ShopModels.output(after, "prediction_model")).isNull();
                assertThat(ShopModels.output(after, "shop")).isEqualTo("absent");
                SinkRecord map = scorer.apply(Houses.record(null, ShopModels.map("absent", 50)));
                assertThat(((Map<?, ?>) map.value()).containsKey("prediction")).isTrue();
                assertThat(ShopModels.output(map, "prediction")).isNull();
            }
        }

        @Test
        void fallbackThatCannotServe_failsTheStart() {
            assertThatThrownBy(() -> customers.scorer("{value.shop}.zip", "model.fallback.path", "/nowhere.zip"))
                    .hasMessageStartingWith("MOJO-M001 ");
        }

        @Test
        void tombstone_passes() {
            try (MojoScorer.Value<SinkRecord> scorer = customers.scorer("{value.shop}.zip")) {
                SinkRecord tombstone = new SinkRecord("t", 0, null, "k", null, null, 0);
                assertThat(scorer.apply(tombstone)).isSameAs(tombstone);
            }
        }
    }

    @Nested
    class Changes {
        @Test
        void newFile_takesOverForItsRecordsAlone() {
            try (MojoScorer.Value<SinkRecord> scorer =
                    customers.scorer("{value.shop}.zip", "model.reload.interval.ms", "1000")) {
                assertScored(scorer, ShopModels.record("one", 50), "one.zip", 50);
                assertScored(scorer, ShopModels.record("two", 50), "two.zip", 50);
                customers.put("one.zip", ShopModels.trees(44));
                await().atMost(Duration.ofSeconds(15))
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> ShopModels.prediction(scorer.apply(ShopModels.record("one", 50)))
                                == customers.expected("one.zip", 50));
                assertScored(scorer, ShopModels.record("two", 50), "two.zip", 50);
            }
        }

        @Test
        void fileThatIsTakenAway_servesWhileItIsInMemory() throws Exception {
            double before = customers.expected("one.zip", 50);
            try (MojoScorer.Value<SinkRecord> scorer =
                    customers.scorer("{value.shop}.zip", "model.reload.interval.ms", "1000")) {
                assertScored(scorer, ShopModels.record("one", 50), "one.zip", 50);
                Files.delete(folder.resolve("one.zip"));
                Thread.sleep(2500);
                assertThat(ShopModels.prediction(scorer.apply(ShopModels.record("one", 50))))
                        .isEqualTo(before);
            }
        }
    }

    private String digest(String shop) {
        try {
            return MojoFile.sha256(Files.readAllBytes(folder.resolve(shop + ".zip")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void assertScored(MojoScorer.Value<SinkRecord> scorer, SinkRecord record, String file, int age) {
        assertThat(ShopModels.prediction(scorer.apply(record))).as(file).isEqualTo(customers.expected(file, age));
    }
}

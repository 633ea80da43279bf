package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmojo.cases.ModelFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A challenger that answers a share of the records: who answers, and that the answer is that model's. */
class SplitArmsTest {
    private static final String ARM = ",arm=challenger";

    private final String id = UUID.randomUUID().toString();
    private final ShownMetrics shown = new ShownMetrics(id);

    @TempDir
    Path folder;

    private Map<String, String> config(double share, String... settings) {
        Map<String, String> config = new HashMap<>();
        config.put("model.path", Customers.GBM.model().toString());
        config.put("model.name", "old");
        config.put("challenger.model.path", Customers.DRF.model().toString());
        config.put("challenger.model.name", "new");
        config.put("challenger.share", Double.toString(share));
        config.put("output.include", "arm,model");
        config.put("metrics.id", id);
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return config;
    }

    private static boolean isChallengers(String value, double share) {
        int hash = Utils.murmur2(("mojo" + value).getBytes(StandardCharsets.UTF_8));
        return Integer.toUnsignedLong(hash) < share * 4_294_967_296.0;
    }

    private static String digest(ModelFolder model) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model.bytes()));
    }

    @ParameterizedTest
    @CsvSource({"struct,1", "struct,0", "map,1", "map,0.5", "json,1", "delimited,1"})
    void record_isAnsweredByTheArmOfItsKey(String kind, double compared) throws Exception {
        List<Map<String, Object>> gbm = Customers.answers(Customers.GBM);
        List<Map<String, Object>> drf = Customers.answers(Customers.DRF);
        Map<String, String> config = config(0.4, "challenger.compare", Double.toString(compared));
        config.putAll(Customers.format(kind));
        long challengers = 0;
        Schema schema = null;
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            for (int row = 0; row < Customers.ROWS; row++) {
                String key = "customer-" + row;
                SinkRecord scored = scorer.apply(Customers.record(kind, key, Customers.row(row)));
                boolean second = isChallengers(key, 0.4);
                Object prediction = (second ? drf : gbm).get(row).get("value");
                String arm = second ? "challenger" : "champion";
                String stamp = (second ? "new@" : "old@")
                        + digest(second ? Customers.DRF : Customers.GBM).substring(0, 12);
                switch (kind) {
                    case "struct" -> {
                        Struct struct = (Struct) scored.value();
                        assertThat(struct.get("prediction")).isEqualTo(prediction);
                        assertThat(struct.get("prediction_arm")).isEqualTo(arm);
                        assertThat(struct.get("prediction_model")).isEqualTo(stamp);
                    }
                    case "map" -> {
                        Map<?, ?> map = (Map<?, ?>) scored.value();
                        assertThat(map.get("prediction")).isEqualTo(prediction);
                        assertThat(map.get("prediction_arm")).isEqualTo(arm);
                        assertThat(map.get("prediction_model")).isEqualTo(stamp);
                    }
                    case "json" ->
                        assertThat((String) scored.value())
                                .endsWith(",\"prediction\":" + prediction + ",\"prediction_model\":\"" + stamp
                                        + "\",\"prediction_arm\":\"" + arm + "\"}");
                    default -> assertThat((String) scored.value()).endsWith("," + prediction + "," + stamp + "," + arm);
                }
                challengers += second ? 1 : 0;
            }
            long others = Customers.ROWS - challengers;
            assertThat(challengers).isBetween(10L, 30L);
            assertThat(shown.get("records-answered-total", ARM)).isEqualTo(challengers);
            assertThat(shown.get("records-answered-total", ",arm=champion")).isEqualTo(others);
            if (compared != 0.5) {
                assertThat(shown.get("records-scored-total", ARM))
                        .isEqualTo(compared == 0 ? challengers : Customers.ROWS);
                assertThat(shown.get("records-scored-total", ",arm=champion"))
                        .isEqualTo(compared == 0 ? others : Customers.ROWS);
                assertThat(shown.get("challenger-compared", ARM + ",window=total"))
                        .isEqualTo(compared == 0 ? 0L : Customers.ROWS);
            }
        }
    }

    @Test
    void structs_haveOneSchemaWhicheverArmAnswers() {
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config(0.5, "challenger.output.field", "next"))) {
            SinkRecord first = scorer.apply(Customers.record("struct", "customer-0", Customers.row(0)));
            Schema input = Customers.record("struct", "k", Customers.row(0)).valueSchema();
            long challengers = 0;
            for (int i = 1; i < 40; i++) {
                Struct value = new Struct(input);
                Customers.row(i).forEach(value::put);
                Struct scored = (Struct) scorer.apply(Customers.record("customer-" + i, input, value))
                        .value();
                assertThat(scored.schema()).isEqualTo(first.valueSchema());
                boolean second = scored.get("prediction_arm").equals("challenger");
                challengers += second ? 1 : 0;
                if (second) {
                    assertThat(scored.get("next")).isEqualTo(scored.get("prediction"));
                } else {
                    assertThat(scored.get("next")).isNotNull();
                }
                Customers.row(i)
                        .forEach((name, cell) -> assertThat(scored.get(name)).isEqualTo(cell));
            }
            assertThat(challengers).isBetween(10L, 30L);
        }
    }

    @Test
    void nullKey_isTheChampions() {
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config(1))) {
            assertThat(arm(scorer, null)).isEqualTo("champion");
            assertThat(arm(scorer, "any")).isEqualTo("challenger");
        }
    }

    private static Object arm(MojoScorer.Value<SinkRecord> scorer, Object key) {
        return ((Map<?, ?>) scorer.apply(Customers.record("map", key, Customers.row(0)))
                        .value())
                .get("prediction_arm");
    }

    /** Two workers, and one of them started again. */
    @Test
    void key_meetsItsArmInEveryTask() {
        try (MojoScorer.Value<SinkRecord> one = Customers.scorer(config(0.3));
                MojoScorer.Value<SinkRecord> other = Customers.scorer(config(0.3))) {
            for (int i = 0; i < 300; i++) {
                assertThat(arm(one, i)).isEqualTo(arm(other, Integer.toString(i)));
            }
            try (MojoScorer.Value<SinkRecord> again = Customers.scorer(config(0.3))) {
                for (int i = 0; i < 300; i++) {
                    assertThat(arm(again, i)).isEqualTo(arm(one, i));
                }
            }
        }
    }

    /** The member is neither a feature nor read for anything else. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "map", "struct", "delimited"})
    void splitField_isReadFromTheRecord(String kind) {
        Map<String, String> config = config(0.5, "challenger.split.field", "customer");
        config.putAll(Customers.format(kind, "customer"));
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            for (int i = 0; i < 50; i++) {
                SinkRecord record = Customers.record(kind, "same", Customers.row(0, "customer", "c" + i));
                assertThat(scorer.apply(record).value().toString())
                        .contains(isChallengers("c" + i, 0.5) ? "challenger" : "champion");
            }
        }
    }

    @Test
    void challengerWithOtherOutputs_failsTheStart() {
        String binomial = ModelFolder.of("trained/gbm_binomial").model().toString();
        assertThatThrownBy(() -> Customers.scorer(config(0.1, "challenger.model.path", binomial)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("MOJO-M032")
                .hasMessageContaining("Binomial");
        String kmeans = ModelFolder.of("trained/kmeans_raw").model().toString();
        String iris = ModelFolder.of("iris").model().toString();
        String multinomial = ModelFolder.of("trained/gbm_multinomial").model().toString();
        Map<String, String> classes = config(0.1, "model.path", iris, "challenger.model.path", multinomial);
        classes.put("output.include", "probabilities");
        assertThatThrownBy(() -> Customers.scorer(classes))
                .hasMessageStartingWith("MOJO-M032")
                .hasMessageContaining("its outputs differ: ");
        Map<String, String> leaves = config(0.1, "model.path", kmeans, "challenger.model.path", kmeans);
        leaves.put("output.include", "distances");
        Customers.scorer(leaves).close();
    }

    @Test
    void challengerThatIsNotThere_leavesItsShareToTheChampion() throws Exception {
        Path late = folder.resolve("late.zip");
        Map<String, String> config =
                config(1, "challenger.model.path", late.toString(), "challenger.model.reload.interval.ms", "1000");
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            assertThat(arm(scorer, "any")).isEqualTo("champion");
            assertThat(shown.get("model-problem", ARM)).isEqualTo("M001");
            Files.copy(Customers.DRF.model(), folder.resolve("part"));
            Files.move(folder.resolve("part"), late, StandardCopyOption.ATOMIC_MOVE);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> arm(scorer, "any").equals("challenger"));
            assertThat(shown.get("model-problem", ARM)).isEqualTo("");
        }
    }

    /** Its outputs would differ from those that the task has promised. */
    @Test
    void laterChallengerWithOtherOutputs_isNotUsed() throws Exception {
        Path late = folder.resolve("late.zip");
        Map<String, String> config =
                config(1, "challenger.model.path", late.toString(), "challenger.model.reload.interval.ms", "1000");
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            Files.copy(ModelFolder.of("trained/gbm_binomial").model(), folder.resolve("part"));
            Files.move(folder.resolve("part"), late, StandardCopyOption.ATOMIC_MOVE);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> shown.get("model-problem", ARM).equals("M032"));
            assertThat(arm(scorer, "any")).isEqualTo("champion");
        }
    }

    @Test
    void recordThatItsChallengerCannotScore_hasFailed() {
        int unseen = 0;
        while (!Customers.row(unseen).toString().contains("never seen")) {
            unseen++;
        }
        Map<String, String> config = config(1, "input.unknown.levels", "fail", "on.error", "null");
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            SinkRecord failed = scorer.apply(Customers.record("map", "any", Customers.row(unseen)));
            assertThat(((Map<?, ?>) failed.value()).get("prediction")).isNull();
            assertThat(((Map<?, ?>) failed.value()).get("prediction_arm")).isNull();
            assertThat(failed.headers().lastWithName("mojo.error")).isNotNull();
            assertThat(shown.get("records-failed-total", ARM)).isEqualTo(1L);
        }
    }

    @Test
    void keyItself_canBeSplit() {
        Map<String, String> config = config(0.5);
        try (MojoScorer.Key<SinkRecord> scorer = new MojoScorer.Key<>()) {
            scorer.configure(config);
            for (int row = 0; row < 20; row++) {
                SinkRecord record = new SinkRecord("t", 0, null, Customers.row(row), null, null, 0);
                Map<?, ?> key = (Map<?, ?>) scorer.apply(record).key();
                assertThat(key.get("prediction_arm")).isIn("champion", "challenger");
                assertThat(((Map<?, ?>) scorer.apply(record).key()).get("prediction_arm"))
                        .isEqualTo(key.get("prediction_arm"));
            }
        }
    }
}

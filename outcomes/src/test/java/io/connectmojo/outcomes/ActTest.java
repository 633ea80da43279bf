package io.connectmojo.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from figures. Windows of a minute. */
class ActTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);
    private static final long MINUTE = 60_000;

    @TempDir
    Path state;

    private final MemoryModels models = new MemoryModels().with("m", "a", "b").with("next", "c");
    private Driven driven;
    private Random random = new Random(1);
    private int window;

    private void start(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--input=in", "--actual=real", "--grace=0s", "--predicted=p"));
        arguments.addAll(List.of(more));
        driven = new Driven(models, state, arguments.toArray(String[]::new));
        window = 0;
    }

    @AfterEach
    void stop() {
        driven.close();
    }

    /** Records of one model in the current window. */
    private void score(String model, String arm, int records, double accuracy) {
        for (int i = 0; i < records; i++) {
            boolean right = random.nextDouble() < accuracy;
            String json = "{\"real\":\"" + (right ? "x" : "y") + "\",\"p\":\"x\",\"p_model\":\"" + model
                    + "\",\"p_arm\":\"" + arm + "\"}";
            driven.send("in", null, json, window * MINUTE + i * MINUTE / records);
        }
    }

    /** A window of the model of that letter. */
    private void window(String letter, int records, double accuracy) {
        score(MemoryModels.stamp("m", letter), "champion", records, accuracy);
        window++;
    }

    private List<JsonNode> decisions() throws Exception {
        driven.send("in", null, "{}", window * MINUTE);
        return driven.read("in-decisions");
    }

    private static List<String> results(List<JsonNode> decisions) {
        return decisions.stream()
                .map(decision -> decision.get("result").asText())
                .toList();
    }

    @Test
    void modelAtItsLimit_isNotRolledBack() throws Exception {
        for (int seed = 0; seed < SCALE; seed++) {
            random = new Random(seed);
            start("--alert=accuracy < 0.9 for 2", "--on-alert=rollback:m", "--act", "--act-min-records=100");
            for (int i = 0; i < 200; i++) {
                window("b", 100, 0.9);
            }
            List<JsonNode> decisions = decisions();
            assertThat(results(decisions))
                    .as("the alert itself was raised")
                    .isNotEmpty()
                    .containsOnly("held");
            assertThat(models.now("m")).isEqualTo("b");
            stop();
        }
        start();
    }

    @Test
    void permutedLabels_rollBackWithinTwoWindows() throws Exception {
        start("--alert=accuracy < 0.8 for 2", "--on-alert=rollback:m", "--act");
        for (int i = 0; i < 20; i++) {
            window("b", 1_000, 0.9);
        }
        assertThat(models.now("m")).isEqualTo("b");
        window("b", 1_000, 0.34);
        window("b", 1_000, 0.34);
        JsonNode decision = decisions().get(0);
        assertThat(models.now("m")).isEqualTo("a");
        assertThat(decision.get("result").asText()).isEqualTo("announced");
        assertThat(decision.get("from").get("version").asInt()).isEqualTo(2);
        assertThat(decision.get("to").get("version").asInt()).isEqualTo(3);
        assertThat(decision.get("endMs").asLong()).isEqualTo(22 * MINUTE);
        assertThat(decision.get("records").asInt()).isEqualTo(2_000);
        assertThat(decision.get("bound").asDouble())
                .isBetween(decision.get("value").asDouble(), 0.8);
        for (int i = 0; i < 3; i++) {
            window("b", 1_000, 0.34);
        }
        assertThat(results(decisions()))
                .as("its late outcomes say nothing of what serves")
                .containsOnly("held");
        assertThat(models.now("m")).isEqualTo("a");
    }

    @Test
    void challengers_arePromotedWhenBetterNeverWhenWorse() throws Exception {
        int promoted = 0;
        int seeds = 50 * SCALE;
        for (int seed = 0; seed < seeds; seed++) {
            promoted += isPromoted(seed, 0.85) ? 1 : 0;
            assertThat(isPromoted(seed, 0.75)).as("worse, seed %d", seed).isFalse();
        }
        assertThat(promoted).isGreaterThanOrEqualTo(seeds * 45 / 50);
        start();
    }

    private boolean isPromoted(int seed, double accuracy) throws Exception {
        random = new Random(seed);
        MemoryModels fresh = new MemoryModels().with("m", "b").with("next", "c");
        driven = new Driven(
                fresh,
                state,
                "--input=in",
                "--actual=real",
                "--grace=0s",
                "--predicted=p",
                "--alert=accuracy of challenger > champion",
                "--on-alert=promote:m=next",
                "--act");
        for (window = 0; window < 9 && fresh.now("m").equals("b"); window++) {
            score(MemoryModels.stamp("m", "b"), "champion", 500, 0.8);
            score(MemoryModels.stamp("next", "c"), "challenger", 500, accuracy);
        }
        decisions();
        driven.close();
        return fresh.now("m").equals("c");
    }

    @Test
    void withoutAct_decisionsOnlySay() throws Exception {
        start("--alert=accuracy < 0.8", "--on-alert=rollback:m");
        window("b", 1_000, 0.5);
        JsonNode decision = decisions().get(0);
        assertThat(decision.get("result").asText()).isEqualTo("dry-run");
        assertThat(decision.get("to").get("version").asInt()).isEqualTo(1);
        assertThat(models.now("m")).isEqualTo("b");
    }

    @Test
    void fewRecords_holdTheAction() throws Exception {
        start("--alert=accuracy < 0.8", "--on-alert=rollback:m", "--act");
        window("b", 499, 0.2);
        assertThat(decisions().get(0).get("reason").asText()).contains("too few records");
        assertThat(models.now("m")).isEqualTo("b");
    }

    @Test
    void coolDown_holdsTheSecondAction() throws Exception {
        models.with("m", "d");
        start("--alert=accuracy < 0.8", "--on-alert=rollback:m", "--act", "--cool-down=3m");
        window("d", 1_000, 0.5);
        for (int i = 0; i < 3; i++) {
            window("b", 1_000, 0.5);
        }
        assertThat(results(decisions())).containsExactly("announced", "held", "held", "announced");
        assertThat(models.now("m")).as("not the version that was rolled back").isEqualTo("a");
        for (int i = 0; i < 4; i++) {
            window("a", 1_000, 0.5);
        }
        assertThat(decisions().get(3).get("reason").asText()).contains("no older version");
    }

    @Test
    void oneWindow_leadsToOneAction() throws Exception {
        models.with("other", "e", "f");
        start("--alert=accuracy < 0.8", "--on-alert=rollback:m", "--on-alert=rollback:other", "--act");
        window("b", 1_000, 0.5);
        assertThat(results(decisions())).containsExactly("announced", "held");
    }

    @Test
    void brokersThatDoNotAnswer_areAskedAgain() throws Exception {
        start("--alert=accuracy < 0.8", "--on-alert=rollback:m", "--act");
        models.fails = true;
        window("b", 1_000, 0.5);
        assertThat(results(decisions())).containsExactly("failed");
        models.fails = false;
        window("b", 1_000, 0.5);
        assertThat(results(decisions())).containsExactly("announced");
    }

    @Test
    void alerts_nameRuleModelArm() throws Exception {
        start("--alert=recall(y) of challenger <= 0 for 2", "--min-records=10");
        for (int i = 0; i < 3; i++) {
            score("m@1", "champion", 20, 0.5);
            score("m@2", "challenger", 20, 0.5);
            score("m@3", "challenger", 5, 0.5);
            window++;
        }
        score("m@2", "challenger", 20, 1);
        window++;
        driven.send("in", null, "{}", window * MINUTE);
        assertThat(driven.read("in-alerts").stream()
                        .map(alert -> alert.get("state").asText() + " "
                                + alert.get("model").asText() + " "
                                + alert.get("endMs").asLong() / MINUTE))
                .as("a window without the class changes nothing")
                .containsExactly("raised m@2 2");
    }
}

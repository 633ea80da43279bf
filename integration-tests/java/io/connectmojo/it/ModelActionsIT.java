package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the companion decides is announced, and what the command shows of it. */
@ExtendWith(SharedCluster.class)
class ModelActionsIT {
    private static final Path JAR =
            Path.of(System.getProperty("outcomes.jar", "target/outcomes-build/outcomes/target/mojo-outcomes.jar"));
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WINDOW = 1_000;
    private static final int A_WINDOWS_RECORDS = 500;

    /** A while ago, so that no clock closes windows. */
    private static final long START = System.currentTimeMillis() / WINDOW * WINDOW - 3_000_000;

    private final ChildJvmCluster cluster;
    private final KafkaTopics topics;
    private final MadeModels made = new MadeModels(ModelCase.of("gbm_regression"));
    private final String models = KafkaTopics.uniqueName("models");
    private final Random random = new Random(3);
    private final List<String> records = new ArrayList<>();

    @TempDir
    Path temp;

    ModelActionsIT(ChildJvmCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    private String mojo(Object... args) throws Exception {
        List<Object> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--topic", models, "--bootstrap-server", cluster.bootstrapServers()));
        MojoProcess run = MojoProcess.piped(temp, all.toArray());
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }

    private void publish(int number, String name) throws Exception {
        Path file = Files.write(temp.resolve(name + number + ".zip"), made.zip(number));
        mojo("publish", file, "--name", name, "--create-topics");
    }

    private String sha256(int number) throws Exception {
        return Announcer.sha256(made.zip(number));
    }

    private String stamp(int number) throws Exception {
        return "prices@" + sha256(number).substring(0, 12);
    }

    /** What one arm predicted in a window. */
    private void scored(String stamp, String arm, double accuracy) {
        for (int i = 0; i < A_WINDOWS_RECORDS; i++) {
            String actual = random.nextDouble() < accuracy ? "yes" : "no";
            records.add("{\"actual\":\"" + actual + "\",\"prediction\":\"yes\",\"prediction_model\":\"" + stamp
                    + "\",\"prediction_arm\":\"" + arm + "\"}");
        }
    }

    private JvmProcess start(String topic, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-servers=" + cluster.bootstrapServers(),
                "--input=" + topic,
                "--actual=actual",
                "--window=" + WINDOW + "ms",
                "--grace=0s",
                "--models-topic=" + models,
                "--set=state.dir=" + temp.resolve("state")));
        arguments.addAll(List.of(more));
        return JvmProcess.startJar(JAR, temp, "outcomes", List.of(), arguments);
    }

    private JsonNode show(String name) throws Exception {
        return JSON.readTree(mojo("models", "show", name, "--json"));
    }

    /** From the twentieth window on the labels are those of a coin. */
    @Test
    void degradedModel_isRolledBackWithinTwoWindows() throws Exception {
        publish(1, "prices");
        publish(2, "prices");
        String topic = KafkaTopics.uniqueName("degraded");
        topics.create(topic, 1);
        for (int window = 0; window < 24; window++) {
            scored(stamp(2), "champion", window < 20 ? 0.9 : 0.5);
        }
        topics.writeFrom(topic, records, START, WINDOW / A_WINDOWS_RECORDS);
        try (JvmProcess outcomes =
                start(topic, "--alert=accuracy < 0.8 for 2", "--on-alert=rollback:prices", "--act")) {
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(show("prices").get("version").asInt())
                                    .as(outcomes.log())
                                    .isEqualTo(3));
            JsonNode now = show("prices");
            assertThat(now.get("sha256").asText()).isEqualTo(sha256(1));
            assertThat(now.get("restores").asInt()).isEqualTo(1);
            assertThat(now.get("note").asText()).contains("accuracy < 0.8 for 2");
            List<String> decisions = topics.readCommitted(topic + "-decisions", 2, LIMIT);
            JsonNode decision = JSON.readTree(decisions.get(0));
            assertThat(decision.get("result").asText()).as(outcomes.log()).isEqualTo("announced");
            assertThat(decision.get("endMs").asLong()).isEqualTo(START + 22 * WINDOW);
            assertThat(decision.at("/to/version").asInt()).isEqualTo(3);
            assertThat(JSON.readTree(decisions.get(1)).get("result").asText()).isEqualTo("held");
            assertThat(outcomes.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void betterChallenger_isPromotedUnderTheChampionsName() throws Exception {
        publish(1, "prices");
        publish(2, "candidate");
        String topic = KafkaTopics.uniqueName("challenged");
        topics.create(topic, 1);
        for (int window = 0; window < 4; window++) {
            scored(stamp(1), "champion", 0.7);
            scored("candidate@" + sha256(2).substring(0, 12), "challenger", 0.9);
        }
        topics.writeFrom(topic, records, START, WINDOW / A_WINDOWS_RECORDS / 2);
        try (JvmProcess outcomes = start(
                topic, "--alert=accuracy of challenger > champion", "--on-alert=promote:prices=candidate", "--act")) {
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(show("prices").get("version").asInt())
                                    .as(outcomes.log())
                                    .isEqualTo(2));
            assertThat(show("prices").get("sha256").asText()).isEqualTo(sha256(2));
            assertThat(show("candidate").get("version").asInt()).isEqualTo(1);
        }
    }
}

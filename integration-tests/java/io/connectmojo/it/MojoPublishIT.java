package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the command publishes serves on a worker; what it refuses is not announced. */
@ExtendWith(SharedCluster.class)
class MojoPublishIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildJvmCluster cluster;
    private final KafkaTopics topics;
    private final MadeModels made = new MadeModels(ModelCase.of("gbm_regression"));
    private final String models = KafkaTopics.uniqueName("models");

    @TempDir
    Path temp;

    MojoPublishIT(ChildJvmCluster cluster) {
        this.cluster = cluster;
        topics = new KafkaTopics(cluster.bootstrapServers());
    }

    private MojoProcess mojo(Object... args) throws Exception {
        List<Object> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--topic", models, "--bootstrap-server", cluster.bootstrapServers()));
        return MojoProcess.piped(temp, all.toArray());
    }

    private MojoProcess good(Object... args) throws Exception {
        MojoProcess run = mojo(args);
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run;
    }

    private void assertRefused(int exit, String told, Object... args) throws Exception {
        MojoProcess run = mojo(args);
        assertThat(run.err()).startsWith(told).doesNotContain("\tat ");
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
    }

    private Path file(int number) throws Exception {
        return Files.write(temp.resolve("prices" + number + ".zip"), made.zip(number));
    }

    private Object publish(int number) throws Exception {
        return good("publish", file(number), "--name", "prices", "--create-topics")
                .out();
    }

    private String stamp(int number) throws Exception {
        return "prices@" + Announcer.sha256(made.zip(number)).substring(0, 12);
    }

    @Test
    void published_rolledBackWithdrawn_asAWorkerSeesIt() throws Exception {
        assertThat(publish(1)).isEqualTo(stamp(1) + " is announced as version 1 on " + models + "\n");
        String records = KafkaTopics.uniqueName("records");
        Path scored = temp.resolve("scored.txt");
        ConnectorConfig.fileSink(records, scored)
                .following(cluster.bootstrapServers(), models, "prices")
                .with("transforms.score.input.format", "json")
                .with("transforms.score.output.include", "model")
                .createOn(cluster.rest());
        assertServes(records, scored, stamp(1));
        publish(2);
        assertServes(records, scored, stamp(2));
        publish(3);
        assertServes(records, scored, stamp(3));

        assertThat(good("models", "rollback", "prices").out())
                .isEqualTo(stamp(2) + ", version 2, is announced again as version 4 on " + models + "\n");
        assertServes(records, scored, stamp(2));
        good("models", "rollback", "prices", "--to", 1, "--note", "the first one");
        assertServes(records, scored, stamp(1));

        JsonNode shown =
                JSON.readTree(good("models", "show", "prices", "--json").out());
        assertThat(shown.get("version").asInt()).isEqualTo(5);
        assertThat(shown.get("note").asText()).isEqualTo("the first one");
        assertThat(shown.get("versions").findValuesAsText("version")).containsExactly("5", "4", "3", "2", "1");
        assertThat(shown.get("versions").findValuesAsText("restores")).containsExactly("1", "2");
        for (int i = 0; i < 5; i++) {
            byte[] zip = made.zip(List.of(1, 2, 3, 2, 1).get(i));
            assertThat(shown.get("versions").get(i).get("sha256").asText()).isEqualTo(Announcer.sha256(zip));
        }
        assertThat(good("models", "show", "prices").out().lines().skip(1))
                .hasSize(5)
                .element(0)
                .asString()
                .startsWith("5 ")
                .endsWith("as version 1, the first one");
        JsonNode listed = JSON.readTree(good("models", "list", "--json").out());
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("state").asText()).isEqualTo("announced");

        Path fetched = temp.resolve("fetched.zip");
        good("models", "fetch", "prices", "--version", 3, "--output", fetched);
        assertThat(fetched).hasBinaryContent(made.zip(3));
        assertRefused(1, "MOJO-D105 ", "models", "fetch", "prices", "--output", fetched);

        good("models", "withdraw", "prices");
        assertThat(good("models", "list").out()).contains("prices  withdrawn");
        assertRefused(1, "MOJO-D121 ", "models", "withdraw", "prices");
        assertRefused(1, "MOJO-D121 ", "models", "rollback", "prices");
        assertServes(records, scored, stamp(1));
        publish(4);
        assertServes(records, scored, stamp(4));
        assertThat(good("models", "list").out()).contains("prices  6 ");
    }

    private void assertServes(String records, Path scored, String stamp) throws Exception {
        String row = ModelCase.of("gbm_regression").records().get(0).toString();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            topics.write(records, List.of(row));
            List<String> lines = new Lines(scored).all();
            assertThat(lines).isNotEmpty();
            assertThat(lines.get(lines.size() - 1)).contains("\"" + stamp + "\"");
        });
    }

    @Test
    void sameContent_isAnnouncedOnce() throws Exception {
        publish(1);
        assertThat(publish(1)).isEqualTo(stamp(1) + " is already announced as version 1 on " + models + "\n");
        assertThat(good("publish", file(1), "--name", "prices", "--force").out())
                .contains("version 2");
    }

    /** Its last record waits for three seconds after it has read the topic: meanwhile somebody else announces. */
    @Test
    void versionThatSomebodyElseTakes_isAnnouncedAsTheNext() throws Exception {
        publish(1);
        Path slow = Files.writeString(temp.resolve("slow.properties"), "linger.ms=3000\n");
        CompletableFuture<MojoProcess> late = CompletableFuture.supplyAsync(() -> {
            try {
                return mojo("publish", file(3), "--name", "prices", "--client-config", slow);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try (Announcer announcer = new Announcer(cluster.bootstrapServers(), models)) {
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> topics.end(models + "-data") > 1);
            announcer.publish("prices", 2, made.zip(2));
        }
        MojoProcess run = late.get();
        assertThat(run.out()).isEqualTo(stamp(3) + " is announced as version 3 on " + models + "\n");
        assertThat(run.err()).startsWith("Version 2 of prices was announced by somebody else");
        JsonNode versions =
                JSON.readTree(good("models", "show", "prices", "--json").out()).get("versions");
        assertThat(versions.findValuesAsText("version")).containsExactly("3", "2", "1");
        for (int i = 0; i < 3; i++) {
            assertThat(versions.get(i).get("sha256").asText()).isEqualTo(Announcer.sha256(made.zip(3 - i)));
        }
    }

    @Test
    void publishersAtOneMoment_shareNoVersion() throws Exception {
        publish(1);
        List<CompletableFuture<JsonNode>> runs = new ArrayList<>();
        for (int number = 2; number <= 4; number++) {
            Path file = file(number);
            runs.add(CompletableFuture.supplyAsync(() -> {
                try {
                    MojoProcess run = mojo("publish", file, "--name", "prices", "--json");
                    return JSON.readTree(run.out());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        Map<String, String> told = new HashMap<>();
        for (CompletableFuture<JsonNode> run : runs) {
            JsonNode announced = run.get();
            told.put(announced.get("version").asText(), announced.get("sha256").asText());
        }
        assertThat(told).hasSize(3);
        JsonNode versions =
                JSON.readTree(good("models", "show", "prices", "--json").out()).get("versions");
        for (JsonNode version : versions) {
            if (version.get("version").asInt() > 1) {
                assertThat(version.get("sha256").asText())
                        .isEqualTo(told.get(version.get("version").asText()));
            }
        }
        assertThat(versions).hasSize(4);
    }

    @Test
    void modelThatCannotTakeOver_isNotAnnounced() throws Exception {
        publish(1);
        Path iris = ModelCase.of("iris").model();
        assertRefused(3, "MOJO-M120 ", "publish", iris, "--name", "prices");
        assertThat(good("models", "list", "--json").out()).contains(Announcer.sha256(made.zip(1)));
        assertThat(good("publish", iris, "--name", "prices", "--force").out()).contains("version 2");
        Path broken = Files.write(temp.resolve("broken.zip"), new byte[1000]);
        assertRefused(3, "MOJO-M0", "publish", broken, "--name", "prices");
        assertRefused(3, "MOJO-M001 ", "publish", temp.resolve("none.zip"));
    }

    /** The worker checks the golden rows of the profile before the model serves: another model's would not do. */
    @Test
    void profileBesideTheModel_goesAlong() throws Exception {
        ModelCase houses = ModelCase.of("house-prices");
        Path model = Files.copy(houses.model(), temp.resolve("houses.zip"));
        Path profile = Files.copy(houses.folder().resolve("model.profile.json"), temp.resolve("houses.profile.json"));
        JsonNode published = JSON.readTree(
                good("publish", model, "--create-topics", "--json").out());
        assertThat(published.get("profile").asBoolean()).isTrue();
        Path fetched = temp.resolve("fetched.zip");
        good("models", "fetch", "houses", "--output", fetched);
        assertThat(fetched).hasSameBinaryContentAs(model);
        assertThat(JSON.readTree(temp.resolve("fetched.profile.json").toFile()))
                .isEqualTo(JSON.readTree(profile.toFile()));

        String records = KafkaTopics.uniqueName("records");
        Path scored = temp.resolve("scored.txt");
        topics.write(records, List.of(houses.records().get(0).toString()));
        ConnectorConfig sink = ConnectorConfig.fileSink(records, scored)
                .following(cluster.bootstrapServers(), models, "houses", "model.max.shift", "0.001")
                .with("transforms.score.input.format", "json")
                .with("transforms.score.output.include", "model");
        sink.createOn(cluster.rest());
        await().atMost(LIMIT).until(() -> new Lines(scored).count() == 1);
        byte[] dearer = new MadeModels(houses).zip(500_000);
        Path other = Files.write(temp.resolve("other.zip"), dearer);
        assertRefused(3, "MOJO-M051 ", "publish", other, "--name", "houses", "--profile", profile);
        good("publish", other, "--name", "houses");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(cluster.workerLog())
                        .contains("Model houses on " + models + " at " + cluster.bootstrapServers() + " is not taken, ")
                        .contains("MOJO-M031 "));
    }

    @Test
    void topics_areCreatedAsTheyMustBe() throws Exception {
        assertRefused(1, "MOJO-D120 There is no topic '" + models + "'", "publish", file(1));
        assertRefused(1, "MOJO-D120 There is no topic '" + models + "'", "models", "list");
        publish(1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            ConfigResource announcements = new ConfigResource(ConfigResource.Type.TOPIC, models);
            ConfigResource data = new ConfigResource(ConfigResource.Type.TOPIC, models + "-data");
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(List.of(announcements, data)).all().get();
            assertThat(configs.get(announcements).get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(configs.get(data).get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(configs.get(data).get("retention.ms").value()).isEqualTo("-1");
            assertThat(configs.get(data).get("retention.bytes").value()).isEqualTo("-1");
        }
    }

    @Test
    void topicsThatLoseModels_areRefused() throws Exception {
        topics.create(models, 1);
        topics.create(models + "-data", 1);
        assertRefused(1, "MOJO-D122 A topic would lose models [", "publish", file(1), "--name", "prices");
        assertThat(good("publish", file(1), "--name", "prices", "--force").out())
                .contains("version 1");
    }

    @Test
    void brokersThatDoNotAnswer_areToldInOneLine() throws Exception {
        MojoProcess run =
                MojoProcess.piped(temp, "models", "list", "--bootstrap-server", "127.0.0.1:" + JvmProcess.freePort());
        assertThat(run.err()).startsWith("MOJO-D120 ").doesNotContain("\tat ");
        assertThat(run.exit()).isEqualTo(1);
        Path config = Files.writeString(temp.resolve("client.properties"), "security.protocol=NONE\n");
        assertRefused(4, "MOJO-C120 ", "models", "list", "--client-config", config);
        assertRefused(4, "MOJO-C120 ", "models", "list", "--client-config", temp.resolve("none"));
    }
}

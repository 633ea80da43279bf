package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker with users, passwords and Kafka's own authorizer: the reader of models needs Read on two topics. The worker itself comes
 * through another listener, where it may do all.
 */
class ModelTopicAccessIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MODELS = "models";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelCase base = ModelCase.of("gbm_regression");
    private final MadeModels made = new MadeModels(base);
    private String secured;
    private KafkaBroker broker;
    private ConnectWorker worker;
    private KafkaTopics topics;
    private Announcer announcer;

    @TempDir
    Path temp;

    @BeforeEach
    void start() throws Exception {
        secured = "127.0.0.1:" + JvmProcess.freePort();
        broker = KafkaBroker.start(
                KafkaLine.NEWEST,
                temp.resolve("broker"),
                properties -> properties
                                .replace(
                                        "listeners=PLAINTEXT:", "listeners=SASL_PLAINTEXT://" + secured + ",PLAINTEXT:")
                                .replace(
                                        "map=PLAINTEXT:PLAINTEXT",
                                        "map=SASL_PLAINTEXT:SASL_PLAINTEXT,PLAINTEXT:PLAINTEXT")
                        + """
                        inter.broker.listener.name=PLAINTEXT
                        sasl.enabled.mechanisms=PLAIN
                        listener.name.sasl_plaintext.plain.sasl.jaas.config=%s required user_reader="read" user_publisher="publish";
                        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                        super.users=User:ANONYMOUS
                        """.formatted("org.apache.kafka.common.security.plain.PlainLoginModule"));
        topics = new KafkaTopics(broker.bootstrapServers());
        worker = ConnectWorker.distributed(
                KafkaLine.NEWEST,
                temp.resolve("worker"),
                "worker",
                broker.bootstrapServers(),
                "service_load",
                List.of(PluginZip.built().unpackInto(temp.resolve("plugins"))));
        announcer = new Announcer(broker.bootstrapServers(), MODELS).createTopics(Map.of());
        announcer.publish("prices", 1, made.zip(1));
    }

    @AfterEach
    void stop() {
        if (announcer != null) {
            announcer.close();
        }
        if (worker != null) {
            worker.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private void allow(String user, AclOperation operation, String... allowed) throws Exception {
        List<AclBinding> bindings = new ArrayList<>();
        for (String topic : allowed) {
            bindings.add(new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                    new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createAcls(bindings).all().get();
        }
    }

    private static String jaas(String user, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    private ConnectorConfig sink(String password) {
        String records = KafkaTopics.uniqueName("records");
        String consumer = "transforms.score.model.kafka.consumer.";
        return ConnectorConfig.fileSink(records, temp.resolve(records))
                .following(secured, MODELS, "prices", "model.kafka.timeout.ms", "20000")
                .with(consumer + "security.protocol", "SASL_PLAINTEXT")
                .with(consumer + "sasl.mechanism", "PLAIN")
                .with(consumer + "sasl.jaas.config", jaas("reader", password))
                .with("transforms.score.input.format", "json")
                .with("transforms.score.output.include", "model");
    }

    private void assertFails(ConnectorConfig sink, String why) {
        sink.createOn(worker.rest());
        await().atMost(LIMIT).until(() -> worker.rest().taskState(sink.name()).equals("FAILED"));
        assertThat(worker.rest().taskTrace(sink.name())).contains("MOJO-M040 ").contains(why);
        worker.rest().delete(sink.name());
    }

    @Test
    void readOnTwoTopics_isEnough() throws Exception {
        assertFails(sink("wrong"), "the brokers refuse the worker");
        assertFails(sink("read"), "the worker may not read models");
        allow("reader", AclOperation.READ, MODELS);
        assertFails(sink("read"), "the worker may not read models-data");
        allow("reader", AclOperation.READ, MODELS + "-data");

        ConnectorConfig sink = sink("read");
        topics.write(sink.config().get("topics"), List.of(base.records().get(0).toString()));
        sink.createOn(worker.rest());
        Lines lines = new Lines(sink.file());
        await().atMost(LIMIT).until(() -> lines.count() == 1);
        assertThat(JSON.readTree(lines.all().get(0)).get("prediction_model").asText())
                .isEqualTo("prices@" + Announcer.sha256(made.zip(1)).substring(0, 12));
        assertThat(worker.log()).as("secrets in the log").doesNotContain("password=\"read\"");
    }

    @Test
    void publisher_needsReadWithWrite() throws Exception {
        Path config = Files.writeString(
                temp.resolve("client.properties"), """
                bootstrap.servers=%s
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s
                """.formatted(secured, jaas("publisher", "publish")));
        Path model = Files.write(temp.resolve("prices.zip"), made.zip(2));
        MojoProcess refused = MojoProcess.piped(temp, "publish", model, "--client-config", config);
        assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(1);
        assertThat(refused.err()).startsWith("MOJO-D120 ");
        allow("publisher", AclOperation.READ, MODELS, MODELS + "-data");
        allow("publisher", AclOperation.WRITE, MODELS, MODELS + "-data");
        MojoProcess run = MojoProcess.piped(temp, "publish", model, "--client-config", config);
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("is announced as version 2");
    }
}

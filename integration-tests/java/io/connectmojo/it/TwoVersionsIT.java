package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.PageRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two versions of the plugin in one worker, as {@code docs/upgrade.md} says: KIP-891. */
@ExtendWith(SharedCluster.class)
class TwoVersionsIT {
    private static final String VALUE = "io.connectmojo.MojoScorer$Value";
    private static final String PIN = "transforms.score.plugin.version";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MODEL = "gbm_regression";

    /** Connect's message, which the page quotes: the version that is pinned, and those that there are. */
    private static final String ABSENT =
            "Plugin io.connectmojo.MojoScorer$Value not found that matches the version range [%1$s,%1$s],"
                    + " available versions: [%2$s]";

    @TempDir
    Path temp;

    @Test
    void pinnedConnectors_useTheirVersionOfThePlugin(ChildJvmCluster cluster) throws Exception {
        Path next = OtherVersion.next(temp.resolve("zip")).unpackInto(temp.resolve("next"));
        FileChain old = pinned(OtherVersion.BUILT, "(,998]");
        FileChain renewed = pinned(OtherVersion.NEXT, "[999,)");
        FileChain free = besideEachOther(FileChain.of(MODEL, WorkerFiles.in(temp), temp));
        try (ConnectWorker worker = cluster.startWorker(KafkaLine.NEWEST, "two-versions", "service_load", next)) {
            ConnectRest rest = worker.rest();
            assertListsBoth(rest);
            for (FileChain chain : List.of(old, renewed, free)) {
                chain.connectors().forEach(connector -> connector.createOn(rest));
            }
            for (FileChain chain : List.of(old, renewed, free)) {
                chain.assertScoredAsH2oDoes(rest);
            }
            List<Map<String, String>> scored = free.files().lines(free.sink().file()).stream()
                    .map(Lines::fields)
                    .toList();
            new H2oAnswers(free.model()).assertIn(scored, "beside");
            try (WorkerJmx jmx = worker.jmx()) {
                assertRunsOn(OtherVersion.BUILT, old, jmx);
                assertRunsOn(OtherVersion.NEXT, renewed, jmx);
                assertRunsOn(OtherVersion.NEXT, free, jmx);
            }
            assertThat(worker.log())
                    .contains("MojoScorer " + OtherVersion.BUILT + " scores the value")
                    .contains("MojoScorer " + OtherVersion.NEXT + " scores the value");
            assertAbsentVersionIsRefused(rest);
            assertThat(worker.log().lines())
                    .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .noneMatch(line -> line.contains("connectmojo") || line.contains("InstanceAlreadyExists"));
        }
        assertGoingBackNeedsThePinChanged(cluster, old, renewed, free);
    }

    /** The source's transform, as the page says, and predicate by the exact version, the sink's by a range. */
    private FileChain pinned(String version, String range) throws IOException {
        FileChain chain = FileChain.of(MODEL, WorkerFiles.in(temp), temp);
        JsonNode page =
                new ObjectMapper().readTree(PageRunner.PINNED_VERSION.item().text());
        assertThat(page.fieldNames()).toIterable().containsExactly(PIN);
        ConnectorConfig source = chain.source().with(PIN, version).with("predicates.scored.plugin.version", version);
        return new FileChain(chain.model(), chain.files(), source, chain.sink().with(PIN, range));
    }

    /** No version for the one transform of the sink, the old one for another. */
    private static FileChain besideEachOther(FileChain chain) {
        ConnectorConfig sink = chain.sink()
                .with("transforms", "score,beside")
                .with("transforms.beside.type", VALUE)
                .with("transforms.beside.model.path", chain.model().model())
                .with("transforms.beside.output.field", "beside")
                .with("transforms.beside.plugin.version", OtherVersion.BUILT);
        return new FileChain(chain.model(), chain.files(), chain.source(), sink);
    }

    private static void assertListsBoth(ConnectRest rest) {
        assertThat(rest.plugins())
                .filteredOn(plugin -> plugin.startsWith(VALUE) || plugin.startsWith("io.connectmojo.FieldMatches$Key"))
                .containsExactlyInAnyOrder(
                        VALUE + " " + OtherVersion.BUILT,
                        VALUE + " " + OtherVersion.NEXT,
                        "io.connectmojo.FieldMatches$Key " + OtherVersion.BUILT,
                        "io.connectmojo.FieldMatches$Key " + OtherVersion.NEXT);
        for (String version : List.of(OtherVersion.BUILT, OtherVersion.NEXT)) {
            JsonNode settings = rest.get("/connector-plugins/" + VALUE + "/config?version=" + version);
            assertThat(settings.findValuesAsText("name")).as(version).contains("model.path");
        }
    }

    /** By Connect's own metrics; ours count the records of each task apart. */
    private static void assertRunsOn(String version, FileChain chain, WorkerJmx jmx) throws Exception {
        for (ConnectorConfig connector : chain.connectors()) {
            String task = ",task=0,connector=" + connector.name();
            Set<String> transforms = jmx.names("kafka.connect:type=connector-transform-metrics,transform=score" + task);
            assertThat(transforms).hasSize(1);
            for (String bean : transforms) {
                assertThat(jmx.attribute(bean, "transform-version")).as(bean).isEqualTo(version);
            }
            Set<String> ours = jmx.names("kafka.connect:type=plugins,transformation=score" + task);
            assertThat(ours).hasSize(1);
            for (String bean : ours) {
                assertThat(((Number) jmx.attribute(bean, "records-scored-total")).intValue())
                        .as(bean)
                        .isEqualTo(chain.model().expected().size());
            }
        }
    }

    private void assertAbsentVersionIsRefused(ConnectRest rest) throws IOException {
        ConnectorConfig absent =
                FileChain.of(MODEL, WorkerFiles.in(temp), temp).source().with(PIN, "0.0.7");
        String type = absent.config().get("connector.class");
        String message = ABSENT.formatted("0.0.7", OtherVersion.BUILT + ", " + OtherVersion.NEXT);
        assertThat(rest.problems(type, absent.with("name", absent.name()).config()))
                .contains(PIN + ": " + message);
        assertThatThrownBy(() -> absent.createOn(rest))
                .hasMessageContaining("answered 400")
                .hasMessageContaining(message);
    }

    /** The folder of the next version is gone, as when somebody goes back. */
    private void assertGoingBackNeedsThePinChanged(
            ChildJvmCluster cluster, FileChain old, FileChain renewed, FileChain free) throws Exception {
        try (ConnectWorker worker = cluster.startWorker(KafkaLine.NEWEST, "two-versions", "service_load")) {
            ConnectRest rest = worker.rest();
            ConnectorConfig pinned = renewed.source();
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(rest.taskState(old.source().name())).isEqualTo("RUNNING");
                assertThat(rest.taskState(free.source().name())).isEqualTo("RUNNING");
                assertThat(rest.taskState(pinned.name())).isEqualTo("FAILED");
            });
            assertThat(rest.taskTrace(pinned.name())).contains(ABSENT.formatted(OtherVersion.NEXT, OtherVersion.BUILT));
            ConnectorConfig unpinned = pinned.without(PIN).without("predicates.scored.plugin.version");
            rest.update(pinned.name(), unpinned.config());
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(rest.taskState(pinned.name())).isEqualTo("RUNNING"));
        }
    }
}

package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A model that cannot be used fails its own task with one message, and nothing else. */
@ExtendWith(SharedCluster.class)
class BadModelsIT {
    private static final Pattern MESSAGE = Pattern.compile("(MOJO-M[0-9]{3}) .* - .+\\. Fix: .+");

    private final ModelCase iris = ModelCase.of("iris");
    private final ConnectCluster cluster;

    @TempDir
    Path temp;

    BadModelsIT(ConnectCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aMissingFile() throws Exception {
        assertRefused(temp.resolve("nothing-here.zip"), "MOJO-M001");
    }

    @Test
    void aFileThatNobodyCanRead() throws Exception {
        Path loop = temp.resolve("loop.zip");
        // no permission bits: they do not bind root, which builds often run as
        Files.createSymbolicLink(loop, loop);
        assertRefused(loop, "MOJO-M001");
    }

    @Test
    void aFolderWithoutAModel() throws Exception {
        assertRefused(Files.createDirectory(temp.resolve("folder.zip")), "MOJO-M022");
    }

    @Test
    void aFileThatIsNoArchive() throws Exception {
        assertRefused(Files.writeString(temp.resolve("text.zip"), "not a zip at all\n".repeat(50)), "MOJO-M007");
    }

    @Test
    void anArchiveThatWasCutShort() throws Exception {
        byte[] whole = Files.readAllBytes(iris.model());
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertRefused(Files.write(temp.resolve("half.zip"), half), "MOJO-M004");
    }

    @Test
    void anUnknownAlgorithm() throws Exception {
        Path edited = temp.resolve("edited.zip");
        copyWithAlgorithm("oracle", edited);
        assertRefused(edited, "MOJO-M008");
    }

    private void assertRefused(Path model, String code) throws IOException {
        Path lines = Files.writeString(temp.resolve("in.jsonl"), iris.records().get(0) + "\n");
        String topic = KafkaTopics.uniqueName("refused");
        ConnectorConfig bad = ConnectorConfig.fileSource(lines, topic).scoring(model, "input.format", "json");
        bad.createOn(cluster.rest());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> cluster.rest().taskState(bad.name()).equals("FAILED"));

        String trace = cluster.rest().taskTrace(bad.name());
        Matcher message = MESSAGE.matcher(trace.lines().findFirst().orElseThrow());
        assertThat(message.find()).as(trace).isTrue();
        assertThat(message.group(1)).as(trace).isEqualTo(code);
        assertThat(message.group().length()).isLessThanOrEqualTo(240);

        assertThat(cluster.workerIsAlive()).isTrue();
        ConnectorConfig good = ConnectorConfig.fileSource(lines, topic).scoring(iris.model(), "input.format", "json");
        good.createOn(cluster.rest());
        assertThat(new KafkaTopics(cluster.bootstrapServers()).read(topic, 1))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).contains("\"prediction\":"));
        assertThat(cluster.rest().taskState(good.name())).isEqualTo("RUNNING");
    }

    private void copyWithAlgorithm(String algorithm, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(iris.model().toFile());
                OutputStream file = Files.newOutputStream(target);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                byte[] content = zip.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("model.ini")) {
                    content = new String(content, StandardCharsets.UTF_8)
                            .replaceAll("(?m)^(algo|algorithm) = .*$", "$1 = " + algorithm)
                            .getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
                out.closeEntry();
            }
        }
    }
}

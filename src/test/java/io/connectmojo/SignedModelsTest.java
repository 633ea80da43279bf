package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker whose operator asks for signed models. */
class SignedModelsTest {
    private static final Path KEYS =
            Path.of("src", "test", "resources", "io", "connectmojo", "model", "signature", "keys");
    private static final String SETTING = "io.connectmojo.model.keys";

    @TempDir
    Path folder;

    private Path model;
    private final MojoScorer<SinkRecord> transform = new MojoScorer.Value<>();

    @BeforeEach
    void trustOneKey() throws IOException {
        Path keys = Files.createDirectory(folder.resolve("keys"));
        Files.copy(KEYS.resolve("p256.pem"), keys.resolve("data-science.pem"));
        System.setProperty(SETTING, keys.toString());
        model = Files.copy(ModelFolder.of("house-prices").model(), folder.resolve("m.zip"));
    }

    @AfterEach
    void close() {
        transform.close();
        System.clearProperty(SETTING);
    }

    private void sign(Path zip, String key) throws Exception {
        String pem = Files.readString(KEYS.resolve(key + ".key.pem"));
        byte[] bundle = SigningKey.ofPem(key, pem).signModel("m.zip", MojoFile.sha256(Files.readAllBytes(zip)));
        Files.write(zip.resolveSibling(zip.getFileName() + ".sig"), bundle);
    }

    private void start() {
        transform.configure(
                Map.of("model.path", model.toString(), "metrics.id", "signed", "model.reload.interval.ms", "1000"));
    }

    @Test
    void unsignedModel_doesNotStart() {
        assertThatThrownBy(this::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "MOJO-M060 The model's signature is not accepted [" + model + "] - there is none");
    }

    @Test
    void signedModel_serves() throws Exception {
        sign(model, "p256");
        start();
        assertThat(new ShownMetrics("signed").get("model-stale")).isEqualTo(0L);
    }

    @Test
    void modelOfAnotherKey_doesNotStart() throws Exception {
        sign(model, "other");
        assertThatThrownBy(this::start).hasMessageContaining("no trusted key made it");
    }

    @Test
    @DisplayName("A compiled model has no signature, and is no way around it")
    void compiledModel_doesNotStart() {
        assertThatThrownBy(() ->
                        transform.configure(Map.of("model.class", "io.connectmojo.model.load.PojoModelTest$Compiled")))
                .hasMessageContaining("MOJO-M060")
                .hasMessageContaining("there is none");
    }

    @Test
    @DisplayName("At a reload the old model keeps serving until the signature of the new one is there")
    void unsignedReplacement_waitsForItsSignature() throws Exception {
        sign(model, "p256");
        start();
        ShownMetrics shown = new ShownMetrics("signed");
        Object before = shown.get("model-digest");
        Path next = Files.copy(ModelFolder.of("trained/gbm_regression").model(), folder.resolve("next.zip"));
        String problem = replaceAndWait(next, shown);
        assertThat(problem).endsWith("M060");
        assertThat(shown.get("model-digest")).isEqualTo(before);
    }

    private String replaceAndWait(Path next, ShownMetrics shown) throws Exception {
        Files.move(next, model, StandardCopyOption.REPLACE_EXISTING);
        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (shown.get("model-problem").equals("") && System.nanoTime() < giveUp) {
            Thread.sleep(100);
        }
        return shown.get("model-problem").toString();
    }
}

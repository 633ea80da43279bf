package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignCommandTest {
    private static final Path KEYS =
            Path.of("src", "test", "resources", "io", "connectmojo", "model", "signature", "keys");

    @TempDir
    Path folder;

    private Path model;
    private Path signature;

    @BeforeEach
    void copyModel() throws IOException {
        model = Files.copy(ModelFolder.of("iris").model(), folder.resolve("iris.zip"));
        signature = folder.resolve("iris.zip.sig");
    }

    private static String key(String name) {
        return KEYS.resolve(name + ".pem").toString();
    }

    private MojoRun sign(String key) {
        return MojoRun.of("sign", model.toString(), "--key", key(key));
    }

    private MojoRun verify(String... keys) {
        String[] arguments = new String[2 + 2 * keys.length];
        arguments[0] = "verify-signature";
        arguments[1] = model.toString();
        for (int i = 0; i < keys.length; i++) {
            arguments[2 + 2 * i] = "--key";
            arguments[3 + 2 * i] = key(keys[i]);
        }
        return MojoRun.of((Object[]) arguments);
    }

    @Test
    void signedModel_isVerified() {
        MojoRun signed = sign("p256.key");
        assertThat(signed.exit()).isZero();
        assertThat(signed.out())
                .startsWith(signature + ": " + model + " ")
                .endsWith(" signed" + System.lineSeparator());
        assertThat(verify("p256").exit()).isZero();
        assertThat(verify("other", "p256").out()).contains(" is signed by " + key("p256"));
    }

    @Test
    void otherKey_isRefused() {
        sign("p256.key");
        MojoRun run = verify("other");
        assertThat(run.exit()).isEqualTo(ExitCode.MODEL.number());
        assertThat(run.err())
                .startsWith("MOJO-M060 The model's signature is not accepted [" + signature
                        + "] - no trusted key made it. Fix: ")
                .hasLineCount(1);
    }

    @Test
    void changedModel_isRefused() throws IOException {
        sign("p384.key");
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Files.write(model, bytes);
        assertThat(verify("p384").err()).contains("it is the signature of another model");
    }

    @Test
    void brokenModel_isNotSigned() throws IOException {
        Files.write(model, new byte[] {1, 2, 3});
        MojoRun run = sign("p256.key");
        assertThat(run.exit()).isEqualTo(ExitCode.MODEL.number());
        assertThat(signature).doesNotExist();
    }

    @Test
    void keyThatCannotSign_isToldInOneLine() {
        MojoRun run = sign("k256.key");
        assertThat(run.exit()).isEqualTo(ExitCode.CONFIG.number());
        assertThat(run.err())
                .contains("MOJO-C110 The key cannot be used")
                .contains("the key is on another curve than P-256, P-384 and P-521")
                .hasLineCount(1);
    }

    @Test
    void missingSignature_isToldInOneLine() {
        MojoRun run = verify("p256");
        assertThat(run.exit()).isEqualTo(ExitCode.CONFIG.number());
        assertThat(run.err())
                .contains("MOJO-C110")
                .contains("it does not exist")
                .hasLineCount(1);
    }
}

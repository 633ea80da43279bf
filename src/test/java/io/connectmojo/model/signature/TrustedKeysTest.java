package io.connectmojo.model.signature;

import static io.connectmojo.model.signature.SigningFiles.FILE;
import static io.connectmojo.model.signature.SigningFiles.SHA256;
import static io.connectmojo.model.signature.SigningFiles.privateKey;
import static io.connectmojo.model.signature.SigningFiles.text;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedKeysTest {
    @TempDir
    Path folder;

    private void check(Optional<byte[]> bundle) {
        TrustedKeys.of(name -> name.equals("keys") ? folder.toString() : null).check(() -> bundle, "/m.zip", SHA256);
    }

    private void trust(String key) throws IOException {
        Files.writeString(folder.resolve(key + ".pem"), text("keys/" + key + ".pem"));
    }

    @Test
    void noFolder_nothingIsAskedFor() {
        TrustedKeys.of(name -> null)
                .check(
                        () -> {
                            throw new AssertionError("a signature is read");
                        },
                        "/m.zip",
                        SHA256);
    }

    @Test
    void noSignature_isRefused() throws IOException {
        trust("p256");
        assertThatThrownBy(() -> check(Optional.empty()))
                .isInstanceOf(MojoException.class)
                .hasMessage(
                        "MOJO-M060 The model's signature is not accepted [/m.zip] - there is none. Fix: sign it with mojo sign and a"
                                + " key that the worker trusts.");
    }

    @Test
    void keysComeAndGo_withoutARestart() throws Exception {
        trust("other");
        Optional<byte[]> bundle = Optional.of(privateKey("p384").signModel(FILE, SHA256));
        assertThatThrownBy(() -> check(bundle)).hasMessageContaining("no trusted key made it");
        trust("p384");
        check(bundle);
        Files.delete(folder.resolve("p384.pem"));
        assertThatThrownBy(() -> check(bundle)).hasMessageContaining("no trusted key made it");
    }

    @Test
    void emptyFolder_refusesAll() {
        assertThatThrownBy(() -> check(Optional.empty()))
                .hasMessageContaining("MOJO-M020")
                .hasMessageContaining("it holds no .pem file");
    }

    @Test
    void missingFolder_refusesAll() throws IOException {
        Files.delete(folder);
        assertThatThrownBy(() -> check(Optional.empty())).hasMessageContaining("it cannot be read");
    }

    @Test
    void relativeFolder_refusesAll() {
        assertThatThrownBy(() -> TrustedKeys.of(name -> "keys"))
                .hasMessageContaining("MOJO-M020")
                .hasMessageContaining("it is not an absolute path");
    }

    @Test
    void fileThatIsNoKey_isToldByName() throws IOException {
        trust("p256");
        Files.writeString(folder.resolve("broken.pem"), "no key");
        assertThatThrownBy(() -> check(Optional.empty()))
                .hasMessageContaining("of broken.pem: it holds no PUBLIC KEY in PEM");
    }
}

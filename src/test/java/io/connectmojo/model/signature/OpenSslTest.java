package io.connectmojo.model.signature;

import static io.connectmojo.model.signature.SigningFiles.FILE;
import static io.connectmojo.model.signature.SigningFiles.SHA256;
import static io.connectmojo.model.signature.SigningFiles.bytes;
import static io.connectmojo.model.signature.SigningFiles.privateKey;
import static io.connectmojo.model.signature.SigningFiles.publicKey;
import static io.connectmojo.model.signature.SigningFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenSSL is the oracle: what it signs we accept, and it accepts what we sign. */
class OpenSslTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"p256", "p384", "p521"})
    void keptSignatureOfOpenSsl_isAccepted(String key) throws SignatureFault {
        byte[] payload = ModelStatement.ofFile(FILE, SHA256);
        assertThat(SignatureBundle.signed(payload)).isEqualTo(bytes("keys/signed.bin"));
        byte[] bundle = SignatureBundle.write(payload, bytes("keys/" + key + ".signature.der"), "");
        assertThat(ModelSignature.verify(bundle, SHA256, List.of(publicKey("other"), publicKey(key)))
                        .name())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"p256,-sha256", "p384,-sha384", "p521,-sha512"})
    @DisplayName("OpenSSL verifies our signature over the same bytes")
    void ourSignature_isAcceptedByOpenSsl(String key, String digest) throws Exception {
        assumeTrue(openSsl("version").startsWith("OpenSSL"), "openssl is not there");
        SignatureBundle bundle = SignatureBundle.parse(privateKey(key).signModel(FILE, SHA256));
        Files.write(folder.resolve("signed"), bundle.signed());
        Files.write(folder.resolve("signature"), bundle.signature());
        Files.writeString(folder.resolve("key"), text("keys/" + key + ".pem"));
        assertThat(openSsl("dgst", digest, "-verify", "key", "-signature", "signature", "signed"))
                .contains("Verified OK");
    }

    @ParameterizedTest
    @CsvSource({"p256,-sha256", "p384,-sha384", "p521,-sha512"})
    @DisplayName("We verify a new signature of OpenSSL, and only with the digest of the curve")
    void newSignatureOfOpenSsl_isAccepted(String key, String digest) throws Exception {
        assumeTrue(openSsl("version").startsWith("OpenSSL"), "openssl is not there");
        byte[] payload = ModelStatement.ofFile(FILE, SHA256);
        Files.write(folder.resolve("signed"), SignatureBundle.signed(payload));
        Files.writeString(folder.resolve("key"), text("keys/" + key + ".key.pem"));
        for (String each : List.of("-sha256", "-sha384", "-sha512")) {
            openSsl("dgst", each, "-sign", "key", "-out", "signature", "signed");
            byte[] signature = Files.readAllBytes(folder.resolve("signature"));
            assertThat(publicKey(key).verifies(SignatureBundle.signed(payload), signature))
                    .isEqualTo(each.equals(digest));
        }
    }

    private String openSsl(String... arguments) throws InterruptedException {
        try {
            List<String> command = new java.util.ArrayList<>(List.of("openssl"));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return printed;
        } catch (IOException notThere) {
            return "";
        }
    }
}

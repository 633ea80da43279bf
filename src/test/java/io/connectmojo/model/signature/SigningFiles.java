package io.connectmojo.model.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Keys and bundles of the tests. */
final class SigningFiles {
    static final String FILE = "house-prices.zip";
    static final String SHA256 = "0123456789abcdef".repeat(4);

    private SigningFiles() {}

    static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(SigningFiles.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.US_ASCII);
    }

    static VerifyingKey publicKey(String name) throws SignatureFault {
        return VerifyingKey.ofPem(name, text("keys/" + name + ".pem"));
    }

    static SigningKey privateKey(String name) throws SignatureFault {
        return SigningKey.ofPem(name, text("keys/" + name + ".key.pem"));
    }
}

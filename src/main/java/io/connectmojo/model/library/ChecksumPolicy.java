package io.connectmojo.model.library;

import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which content a model file must have: by {@code model.sha256}, or else by a file beside it, or else any. */
final class ChecksumPolicy {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int MAX_BYTES = 4096;

    private ChecksumPolicy() {}

    /** The digest in lower case. */
    static Optional<String> checked(Optional<String> pin) {
        if (pin.isPresent() && !DIGEST.matcher(pin.get()).matches()) {
            throw Problem.of(ConfigError.BAD_VALUE, "model.sha256 is not a SHA-256")
                    .where("model.sha256")
                    .why("it must be 64 hex digits")
                    .fix("take it from sha256sum");
        }
        return pin.map(text -> text.toLowerCase(Locale.ROOT));
    }

    static Path sidecar(Path model) {
        return model.resolveSibling(model.getFileName() + ".sha256");
    }

    /** Refuses content of another digest than the pin's; without a pin, than the sidecar's, if there is one. */
    static void check(Optional<String> pin, String digest, Path model, AllowedPaths allowed) {
        if (pin.isPresent()) {
            require(checked(pin).orElseThrow(), digest, model.toString(), "model.sha256");
        } else if (hasSidecar(model)) {
            require(sidecarDigest(model, allowed), digest, model.toString(), "its .sha256 file");
        }
    }

    static boolean hasSidecar(Path model) {
        return Files.exists(sidecar(model), LinkOption.NOFOLLOW_LINKS);
    }

    static void require(String expected, String digest, String where, String asker) {
        if (!expected.equals(digest)) {
            throw Problem.of(ModelError.DIGEST, "The model is not the one that was asked for")
                    .where(where)
                    .why("its SHA-256 begins " + digest.substring(0, 12) + ", " + asker + " asks for "
                            + expected.substring(0, 12))
                    .fix("correct " + asker + ", or put the right file there");
        }
    }

    private static String sidecarDigest(Path model, AllowedPaths allowed) {
        Path sidecar = sidecar(model);
        Path real = allowed.resolve(sidecar);
        if (Files.isRegularFile(real)) {
            try (InputStream in = Files.newInputStream(real)) {
                Matcher digest = DIGEST.matcher(new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1));
                if (digest.find()) {
                    return digest.group().toLowerCase(Locale.ROOT);
                }
            } catch (IOException | SecurityException e) {
                throw allowed.notThere(sidecar);
            }
        }
        throw Problem.of(ModelError.DIGEST, "The file beside the model holds no SHA-256")
                .where(sidecar.toString())
                .why("there are no 64 hex digits in it")
                .fix("write it with sha256sum, or remove it");
    }
}

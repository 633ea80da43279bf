package io.connectmojo.cli;

import io.connectmojo.model.signature.SignatureFault;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads keys and signatures: small files, whatever is named. */
final class KeyFiles {
    /** More than any of them may have. */
    private static final int MAX_BYTES = (1 << 20) + 1;

    private KeyFiles() {}

    static String read(Path file) {
        return new String(bytes(file), StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw Problem.of(CommandError.KEY, "The file cannot be read")
                    .where(file.toString())
                    .why(e instanceof NoSuchFileException ? "it does not exist" : "it cannot be opened or read")
                    .fix("name a file that you may read");
        }
    }

    static MojoException unusable(Path key, SignatureFault fault) {
        return Problem.of(CommandError.KEY, "The key cannot be used")
                .where(key.toString())
                .why(fault.why())
                .fix("give a key in PEM on curve P-256, P-384 or P-521");
    }
}

package io.connectmojo.model.feed;

import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.library.ModelContent.Checksum;
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

/** The file beside a model that holds its SHA-256, as sha256sum writes it. */
record ChecksumFile(Path model) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int MAX_BYTES = 4096;

    Path path() {
        return model.resolveSibling(model.getFileName() + ".sha256");
    }

    boolean exists() {
        return Files.exists(path(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Its digest in lower case; empty when there is no such file. */
    Optional<Checksum> read(AllowedPaths allowed) {
        if (!exists()) {
            return Optional.empty();
        }
        Path real = allowed.resolve(path());
        if (Files.isRegularFile(real)) {
            try (InputStream in = Files.newInputStream(real)) {
                Matcher digest = DIGEST.matcher(new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1));
                if (digest.find()) {
                    return Optional.of(new Checksum(digest.group().toLowerCase(Locale.ROOT), "its .sha256 file"));
                }
            } catch (IOException | SecurityException e) {
                throw allowed.notThere(path());
            }
        }
        throw Problem.of(ModelError.DIGEST, "The file beside the model holds no SHA-256")
                .where(path().toString())
                .why("there are no 64 hex digits in it")
                .fix("write it with sha256sum, or remove it");
    }
}

package io.connectmojo.model.feed;

import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.signature.ModelSignature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The file beside a model that holds its signature, as {@code mojo sign} writes it. */
record SignatureFile(Path model) {
    /** What stands behind a model's name. */
    static final String ENDING = ".sig";

    Path path() {
        return model.resolveSibling(model.getFileName() + ENDING);
    }

    boolean exists() {
        return Files.exists(path(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Its content, one byte more than a signature may have at most; empty when there is no such file. */
    Optional<byte[]> readIfThere(AllowedPaths allowed) {
        if (!exists()) {
            return Optional.empty();
        }
        Path real = allowed.resolve(path());
        if (!Files.isRegularFile(real)) {
            throw allowed.notThere(path());
        }
        try (InputStream in = Files.newInputStream(real)) {
            return Optional.of(in.readNBytes(ModelSignature.MAX_BYTES + 1));
        } catch (IOException | SecurityException e) {
            throw allowed.notThere(path());
        }
    }
}

package io.connectmojo.model;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads model files whole, once, and nothing but regular files of a bounded size. */
final class ModelBytes {
    private ModelBytes() {}

    static byte[] read(Path path, Caps caps) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                // opening a FIFO would block until somebody writes into it
                throw MojoException.of(
                        ModelError.NOT_A_FILE,
                        "The model is not a regular file",
                        path.toString(),
                        attributes.isDirectory() ? "it is a folder" : "it is a pipe or a device",
                        "name the MOJO zip itself");
            }
            try (InputStream in = Files.newInputStream(path)) {
                return readAll(in, attributes.size(), caps, path.toString());
            }
        } catch (IOException | SecurityException e) {
            throw notFound(path.toString());
        }
    }

    /** @param expected the length, or -1 when it is not known */
    static byte[] readAll(InputStream in, long expected, Caps caps, String where) throws IOException {
        byte[] bytes = expected > caps.fileBytes()
                ? new byte[0]
                : in.readNBytes((int) Math.min(caps.fileBytes() + 1, Integer.MAX_VALUE - 8L));
        if (expected > caps.fileBytes() || bytes.length > caps.fileBytes()) {
            throw MojoException.of(
                    ModelError.TOO_BIG,
                    "The model file is too big",
                    where,
                    "it is bigger than max.file.bytes=" + caps.fileBytes(),
                    "raise " + OperatorSetting.property("max.file.bytes") + " on the worker");
        }
        return bytes;
    }

    static MojoException notFound(String where) {
        return MojoException.of(
                ModelError.NOT_FOUND,
                "There is no readable model file",
                where,
                "it is missing or the worker's user may not read it",
                "check the path and its permissions on the worker");
    }
}

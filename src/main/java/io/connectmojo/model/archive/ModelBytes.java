package io.connectmojo.model.archive;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.OperatorSetting;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads model files whole, once, and nothing but regular files of a bounded size. */
public final class ModelBytes {
    private static final int PIECE = 1 << 20;

    private ModelBytes() {}

    /** The content of a file that was allowed, without following links any more. */
    public static byte[] read(Path path, AllowedPaths allowed, ModelLimits caps) {
        return read(path, allowed, caps, () -> {});
    }

    /** @param arrived is run whenever some bytes have been read */
    public static byte[] read(Path path, AllowedPaths allowed, ModelLimits caps, Runnable arrived) {
        Path real = allowed.resolve(path);
        try {
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                // opening a FIFO would block until somebody writes into it
                throw Problem.of(ModelError.NOT_A_FILE, "The model is not a regular file")
                        .where(path.toString())
                        .why(attributes.isDirectory() ? "it is a folder" : "it is a pipe or a device")
                        .fix("name the MOJO zip itself");
            }
            try (InputStream in = Files.newInputStream(real)) {
                return readExactly(in, attributes.size(), caps, path.toString(), arrived);
            }
        } catch (IOException | SecurityException e) {
            throw allowed.notThere(path);
        }
    }

    private static byte[] readExactly(InputStream in, long length, ModelLimits caps, String where, Runnable arrived)
            throws IOException {
        if (length > caps.fileBytes()) {
            throw tooBig(caps, where);
        }
        byte[] bytes = new byte[(int) length];
        int count = 0;
        while (count < length) {
            int more = in.read(bytes, count, Math.min(PIECE, bytes.length - count));
            arrived.run();
            if (more < 0) {
                break;
            }
            count += more;
        }
        if (count < length || in.read() >= 0) {
            throw ZipDirectory.notWhole(where, "it is being written");
        }
        return bytes;
    }

    /** The rest of a stream of unknown length. */
    public static byte[] readAll(InputStream in, ModelLimits caps, String where) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(caps.fileBytes() + 1, Integer.MAX_VALUE - 8L));
        if (bytes.length > caps.fileBytes()) {
            throw tooBig(caps, where);
        }
        return bytes;
    }

    /** Refuses a model of several files that is bigger than one file may be. */
    public static void requireSize(long bytes, ModelLimits caps, String where) {
        if (bytes > caps.fileBytes()) {
            throw tooBig(caps, where);
        }
    }

    private static MojoException tooBig(ModelLimits caps, String where) {
        return Problem.of(ModelError.TOO_BIG, "The model file is too big")
                .where(where)
                .why("it is bigger than max.file.bytes=" + caps.fileBytes())
                .fix("raise " + OperatorSetting.property("max.file.bytes") + " on the worker");
    }
}

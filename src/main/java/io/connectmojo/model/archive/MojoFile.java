package io.connectmojo.model.archive;

import hex.genmodel.MojoReaderBackend;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The verified content of a MOJO zip, and the way in which H2O's library reads it: always as UTF-8, and under entry names
 * with ASCII digits in whichever digits the default locale writes them. Whole and uncorrupted once made; holds nothing
 * open and nothing on disk. Immutable.
 */
public final class MojoFile implements MojoReaderBackend {
    private final Map<String, byte[]> entries;
    private final String digest;
    private final String where;

    private MojoFile(Map<String, byte[]> entries, String digest, String where) {
        this.entries = entries;
        this.digest = digest;
        this.where = where;
    }

    /**
     * Verifies the bytes of a zip.
     *
     * @param where what to call the file in messages
     * @throws MojoException when the bytes are not a whole zip archive within the caps
     */
    public static MojoFile of(byte[] bytes, ModelLimits caps, String where) {
        return of(bytes, caps, where, Runnable::run);
    }

    /** The same of bytes whose digest is known: they are not digested again. */
    public static MojoFile of(byte[] bytes, String sha256, ModelLimits caps, String where) {
        return new MojoFile(ZipEntries.read(bytes, caps, where), sha256, where);
    }

    /** @param beside may run what can be done beside the inflating */
    public static MojoFile of(byte[] bytes, ModelLimits caps, String where, Executor beside) {
        CompletableFuture<String> digest = CompletableFuture.supplyAsync(() -> sha256(bytes), beside);
        return new MojoFile(ZipEntries.read(bytes, caps, where), digest.join(), where);
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** SHA-256 of the zip, 64 lower-case hex digits. */
    public String digest() {
        return digest;
    }

    /** The number of entries. */
    int size() {
        return entries.size();
    }

    /** The bytes of all entries together. */
    long inflated() {
        return entries.values().stream().mapToLong(content -> content.length).sum();
    }

    public String where() {
        return where;
    }

    @Override
    public boolean exists(String name) {
        return find(name) != null;
    }

    @Override
    public BufferedReader getTextFile(String name) {
        return new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(getBinaryFile(name)), StandardCharsets.UTF_8));
    }

    @Override
    public byte[] getBinaryFile(String name) {
        byte[] content = find(name);
        if (content == null) {
            throw Problem.of(ModelError.PART_MISSING, "A part of the model is missing")
                    .where(where)
                    .why("there is no entry " + asciiDigits(name) + " in the archive")
                    .fix("export the model again");
        }
        return content;
    }

    private byte @Nullable [] find(String name) {
        byte[] content = entries.get(name);
        return content != null ? content : entries.get(asciiDigits(name));
    }

    /** H2O's library makes the names of trees by String.format in the default locale, which may write other digits. */
    static String asciiDigits(String name) {
        StringBuilder ascii = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
            if (digit < 0) {
                ascii.appendCodePoint(c);
            } else {
                ascii.append((char) ('0' + digit));
            }
        });
        return ascii.toString();
    }
}

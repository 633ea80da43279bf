package io.connectmojo.delivery;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.ModelBytes;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of one zip together, in their order, in an array of the announced size. What belongs to another zip is passed
 * over, and so is a piece that was there before: two may have published the same zip at the same time. Not thread-safe.
 */
public final class PieceAssembly {
    static final String FIX = "publish the model again";

    private final Announcement announcement;
    private final String where;
    private final byte[] zip;
    private final MessageDigest digest = sha256();
    private byte[] expected;
    private int number;
    private int filled;

    /** Refuses a zip that is bigger than the operator allows before it takes the memory. */
    public PieceAssembly(Announcement announcement, ModelLimits limits, String where) {
        this.announcement = announcement;
        this.where = where;
        ModelBytes.requireSize(announcement.size(), limits, where);
        zip = new byte[announcement.size()];
        expected = Pieces.keyBytes(announcement.sha256(), 0);
    }

    /** The next record between the announced offsets. */
    public void accept(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null || isComplete() || !Pieces.isOf(announcement.sha256(), key)) {
            return;
        }
        if (!Arrays.equals(key, expected)) {
            if (isBehind(key)) {
                return;
            }
            throw wrong("piece " + number + " is missing");
        }
        if (value == null || value.length == 0 || value.length > Pieces.MAX_BYTES) {
            throw wrong("piece " + number + " is empty or too long");
        }
        if (value.length > zip.length - filled) {
            throw wrong("the pieces are longer than the announced " + zip.length + " bytes");
        }
        System.arraycopy(value, 0, zip, filled, value.length);
        digest.update(value);
        filled += value.length;
        number++;
        expected = Pieces.keyBytes(announcement.sha256(), number);
    }

    private boolean isBehind(byte[] key) {
        int from = announcement.sha256().length() + 1;
        String text = new String(key, from, key.length - from, StandardCharsets.UTF_8);
        return text.length() <= 9
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) < number;
    }

    public boolean isComplete() {
        return filled == zip.length;
    }

    /** The whole zip, whose digest is the announced one. Asked once. */
    public byte[] zip() {
        if (!isComplete()) {
            throw wrong("there are " + number + " pieces with " + filled + " of " + zip.length + " bytes");
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(announcement.sha256())) {
            throw wrong("their SHA-256 begins " + found.substring(0, 12) + ", the announced one "
                    + announcement.sha256().substring(0, 12));
        }
        return zip;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The pieces are not what was announced. */
    MojoException wrong(String why) {
        return problem(why).fix(FIX);
    }

    Problem problem(String why) {
        return Problem.of(ModelError.PIECES, "The pieces of the announced model cannot be put together")
                .where(where)
                .why(why);
    }
}

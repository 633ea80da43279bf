package io.connectmojo.model.archive;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the central directory of a zip file that is in memory and checks it against the file: whole, within the caps, no
 * entry twice, encrypted, overlapping or with a name that leads out of the archive. Sizes come out bounded by the file and
 * the caps, so that the next step may allocate them.
 */
final class ZipDirectory {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int END_LENGTH = 22;
    private static final int CENTRAL_LENGTH = 46;
    private static final int MAX_COMMENT = 0xffff;
    private static final int ENCRYPTED = 0x0001 | 0x0040 | 0x2000;

    private final ByteBuffer file;
    private final ModelLimits caps;
    private final String where;

    private ZipDirectory(byte[] bytes, ModelLimits caps, String where) {
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.caps = caps;
        this.where = where;
    }

    /** One entry as the central directory describes it. */
    record Entry(String name, int flags, int method, int crc, int compressed, int size, int offset) {}

    /** The entries in the order of their data. */
    static List<Entry> read(byte[] bytes, ModelLimits caps, String where) {
        try {
            return new ZipDirectory(bytes, caps, where).entries();
        } catch (IndexOutOfBoundsException e) {
            throw notWhole(where, "its directory reaches beyond its end");
        }
    }

    static MojoException notWhole(String where, String why) {
        return Problem.of(ModelError.NOT_WHOLE, "The model file is not a whole zip archive")
                .where(where)
                .why(why)
                .fix("copy it again under another name and rename it into place");
    }

    static MojoException corrupt(String where, String why) {
        return Problem.of(ModelError.CORRUPT, "The model file is damaged")
                .where(where)
                .why(why)
                .fix("export or copy the model again, and compare checksums");
    }

    private List<Entry> entries() {
        int end = findEnd();
        long count = unsignedShort(end + 10);
        long size = unsignedInt(end + 12);
        long start = unsignedInt(end + 16);
        long directoryEnd = end;
        if (count == 0xffff || size == 0xffffffffL || start == 0xffffffffL) {
            int end64 = findEnd64(end);
            if (end64 >= 0) {
                count = file.getLong(end64 + 32);
                size = file.getLong(end64 + 40);
                start = file.getLong(end64 + 48);
                directoryEnd = end64;
            }
        } else if (unsignedShort(end + 8) != count || file.getInt(end + 4) != 0) {
            throw corrupt(where, "the archive claims to have several parts");
        }
        if (start < 0 || size < 0 || start > directoryEnd || start + size != directoryEnd) {
            throw notWhole(where, "its directory is not where its end says");
        }
        if (count > caps.entries()) {
            throw tooBig("it has " + count + " entries, more than max.entries=" + caps.entries());
        }
        if (count < 0 || count * CENTRAL_LENGTH > size) {
            throw corrupt(where, "its directory is too small for its " + count + " entries");
        }
        List<Entry> entries = new ArrayList<>((int) count);
        int at = (int) start;
        for (int i = 0; i < count; i++) {
            at = readEntry(at, (int) directoryEnd, (int) start, entries);
        }
        if (at != directoryEnd) {
            throw corrupt(where, "its directory holds more than its " + count + " entries");
        }
        checkTogether(entries);
        return entries;
    }

    private int findEnd() {
        int length = file.capacity();
        if (length < 4 || file.get(0) != 'P' || file.get(1) != 'K') {
            throw length == 0
                    ? notWhole(where, "the file is empty")
                    : Problem.of(ModelError.NOT_A_MOJO, "The model file is not a zip archive")
                            .where(where)
                            .why("it does not begin like one")
                            .fix("name the zip that H2O's download_mojo() wrote");
        }
        for (int at = length - END_LENGTH; at >= Math.max(0, length - END_LENGTH - MAX_COMMENT); at--) {
            if (file.getInt(at) == END_SIGNATURE && at + END_LENGTH + unsignedShort(at + 20) == length) {
                return at;
            }
        }
        throw notWhole(where, "its end is missing: it is cut off or still being copied");
    }

    private int findEnd64(int end) {
        int locator = end - 20;
        if (locator < 0 || file.getInt(locator) != END64_LOCATOR_SIGNATURE) {
            return -1;
        }
        long at = file.getLong(locator + 8);
        if (at < 0 || at + 56 != locator || file.getInt((int) at) != END64_SIGNATURE) {
            throw corrupt(where, "its zip64 record is not where its locator says");
        }
        return (int) at;
    }

    private int readEntry(int at, int end, int directoryStart, List<Entry> into) {
        if (at + CENTRAL_LENGTH > end || file.getInt(at) != CENTRAL_SIGNATURE) {
            throw corrupt(where, "its directory is broken after " + into.size() + " entries");
        }
        int nameLength = unsignedShort(at + 28);
        int extraLength = unsignedShort(at + 30);
        int next = at + CENTRAL_LENGTH + nameLength + extraLength + unsignedShort(at + 32);
        if (next > end) {
            throw corrupt(where, "its directory is broken after " + into.size() + " entries");
        }
        String name = name(at + CENTRAL_LENGTH, nameLength);
        int flags = unsignedShort(at + 8);
        if ((flags & ENCRYPTED) != 0) {
            throw corrupt(where, "entry " + name + " is encrypted");
        }
        if (file.getShort(at + 34) != 0) {
            throw corrupt(where, "entry " + name + " is in another part of the archive");
        }
        boolean unix = file.get(at + 5) == 3;
        if (unix && (file.getInt(at + 38) >>> 28) == 0xA) {
            throw corrupt(where, "entry " + name + " is a symbolic link");
        }
        long[] sizes = {unsignedInt(at + 24), unsignedInt(at + 20), unsignedInt(at + 42)};
        readSizes64(at + CENTRAL_LENGTH + nameLength, extraLength, sizes);
        long size = sizes[0];
        long compressed = sizes[1];
        long offset = sizes[2];
        if (compressed < 0 || offset < 0 || offset > directoryStart || compressed > directoryStart - offset) {
            throw corrupt(where, "entry " + name + " lies outside of the archive");
        }
        if (size < 0 || size > caps.inflatedBytes() || size > Integer.MAX_VALUE - 8) {
            throw tooBig("entry " + name + " inflates to " + size + " bytes, more than max.inflated.bytes="
                    + caps.inflatedBytes());
        }
        into.add(new Entry(
                name, flags, unsignedShort(at + 10), file.getInt(at + 16), (int) compressed, (int) size, (int) offset));
        return next;
    }

    /** Sizes that do not fit 32 bits stand in the zip64 extra field, in the order size, compressed, offset. */
    private void readSizes64(int extra, int length, long[] sizes) {
        for (int at = extra; at + 4 <= extra + length; at += 4 + unsignedShort(at + 2)) {
            if (unsignedShort(at) != 1) {
                continue;
            }
            int field = at + 4;
            int fieldEnd = field + unsignedShort(at + 2);
            for (int i = 0; i < sizes.length; i++) {
                if (sizes[i] == 0xffffffffL && field + 8 <= fieldEnd) {
                    sizes[i] = file.getLong(field);
                    field += 8;
                }
            }
        }
    }

    private String name(int at, int length) {
        String name;
        try {
            name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(file.slice(at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw corrupt(where, "the name of an entry is not UTF-8");
        }
        boolean escapes = name.isEmpty() || name.startsWith("/") || name.contains("\\") || name.contains(":");
        for (String step : name.split("/", -1)) {
            escapes |= step.equals("..") || step.equals(".");
        }
        if (escapes || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw corrupt(where, "the name of an entry could lead out of the archive");
        }
        return name;
    }

    private void checkTogether(List<Entry> entries) {
        entries.sort(Comparator.comparingInt(Entry::offset));
        Set<String> names = new HashSet<>();
        long total = 0;
        long freeFrom = 0;
        for (Entry entry : entries) {
            if (!names.add(entry.name())) {
                throw corrupt(where, "entry " + entry.name() + " is there twice");
            }
            if (entry.offset() < freeFrom) {
                throw corrupt(where, "entry " + entry.name() + " overlaps the one before it");
            }
            freeFrom = (long) entry.offset() + entry.compressed() + 1;
            total += entry.size();
        }
        if (total > caps.inflatedBytes()) {
            throw tooBig("it inflates to " + total + " bytes, more than max.inflated.bytes=" + caps.inflatedBytes());
        }
        if (total > ModelLimits.SMALL && total > (long) ModelLimits.MAX_RATIO * file.capacity()) {
            throw tooBig("it inflates to " + total + " bytes, more than " + ModelLimits.MAX_RATIO + " times its size");
        }
    }

    private MojoException tooBig(String why) {
        return Problem.of(ModelError.TOO_BIG, "The model is too big")
                .where(where)
                .why(why)
                .fix("raise io.connectmojo.model.max.* on the worker, or use a smaller model");
    }

    private int unsignedShort(int at) {
        return file.getShort(at) & 0xffff;
    }

    private long unsignedInt(int at) {
        return file.getInt(at) & 0xffffffffL;
    }
}

package io.connectmojo.model.archive;

import io.connectmojo.model.ModelLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the entries of a zip file that is in memory, each checked: its local header says what the directory says, it
 * has exactly the length that it should have, and its checksum is right.
 */
final class ZipEntries {
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
    private static final int SIZES_FOLLOW = 0x0008;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final byte[] bytes;
    private final ByteBuffer file;
    private final String where;
    private final Inflater inflater = new Inflater(true);

    private ZipEntries(byte[] bytes, String where) {
        this.bytes = bytes;
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.where = where;
    }

    /** The content of every entry by its name; folders are left out. */
    static Map<String, byte[]> read(byte[] bytes, ModelLimits caps, String where) {
        List<ZipDirectory.Entry> entries = ZipDirectory.read(bytes, caps, where);
        ZipEntries reader = new ZipEntries(bytes, where);
        try {
            Map<String, byte[]> contents = new HashMap<>();
            for (int i = 0; i < entries.size(); i++) {
                ZipDirectory.Entry entry = entries.get(i);
                int end = i + 1 < entries.size() ? entries.get(i + 1).offset() : bytes.length;
                byte[] content = reader.content(entry, end);
                if (!entry.name().endsWith("/")) {
                    contents.put(entry.name(), content);
                }
            }
            return contents;
        } catch (IndexOutOfBoundsException e) {
            throw ZipDirectory.corrupt(where, "an entry reaches beyond the end of the file");
        } finally {
            reader.inflater.end();
        }
    }

    /** @param end where the next entry begins */
    private byte[] content(ZipDirectory.Entry entry, int end) {
        int at = entry.offset();
        boolean sizesFollow = (entry.flags() & SIZES_FOLLOW) != 0;
        int nameLength = file.getShort(at + 26) & 0xffff;
        int extraLength = file.getShort(at + 28) & 0xffff;
        boolean agrees = file.getInt(at) == LOCAL_SIGNATURE
                && (file.getShort(at + 6) & 0xffff) == entry.flags()
                && (file.getShort(at + 8) & 0xffff) == entry.method()
                && fits(file.getInt(at + 14), entry.crc(), sizesFollow)
                && fits(file.getInt(at + 18), entry.compressed(), sizesFollow)
                && fits(file.getInt(at + 22), entry.size(), sizesFollow)
                && Arrays.equals(
                        bytes,
                        at + LOCAL_LENGTH,
                        at + LOCAL_LENGTH + nameLength,
                        entry.name().getBytes(StandardCharsets.UTF_8),
                        0,
                        entry.name().getBytes(StandardCharsets.UTF_8).length);
        if (!agrees) {
            throw corrupt(entry, "is not what the directory says it is");
        }
        int data = at + LOCAL_LENGTH + nameLength + extraLength;
        int dataEnd = data + entry.compressed();
        if (dataEnd > end || dataEnd < data || sizesFollow && !descriptorAgrees(entry, dataEnd, end)) {
            throw corrupt(entry, "does not end where the directory says");
        }
        byte[] content = entry.method() == STORED ? Arrays.copyOfRange(bytes, data, dataEnd) : inflated(entry, data);
        CRC32 crc = new CRC32();
        crc.update(content);
        if (content.length != entry.size() || (int) crc.getValue() != entry.crc()) {
            throw corrupt(entry, "does not have its checksum");
        }
        return content;
    }

    /** A local header may leave out what stands behind the data, or mark what stands in a zip64 field. */
    private static boolean fits(int local, int central, boolean sizesFollow) {
        return local == central || local == 0xffffffff || sizesFollow && local == 0;
    }

    private boolean descriptorAgrees(ZipDirectory.Entry entry, int at, int end) {
        int from = end - at >= 16 && file.getInt(at) == DESCRIPTOR_SIGNATURE ? at + 4 : at;
        if (end - from < 12 || file.getInt(from) != entry.crc()) {
            return false;
        }
        boolean small = file.getInt(from + 4) == entry.compressed() && file.getInt(from + 8) == entry.size();
        boolean zip64 = end - from >= 20
                && file.getLong(from + 4) == entry.compressed()
                && file.getLong(from + 12) == entry.size();
        return small || zip64;
    }

    private byte[] inflated(ZipDirectory.Entry entry, int data) {
        if (entry.method() != DEFLATED) {
            throw corrupt(entry, "is compressed in a way that no MOJO is");
        }
        byte[] content = new byte[entry.size()];
        inflater.reset();
        inflater.setInput(bytes, data, entry.compressed());
        try {
            int length = 0;
            while (length < content.length && !inflater.finished()) {
                int more = inflater.inflate(content, length, content.length - length);
                if (more == 0 && !inflater.finished()) {
                    throw corrupt(entry, "ends early");
                }
                length += more;
            }
            boolean done = inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished();
            if (!done || length != content.length || inflater.getBytesRead() != entry.compressed()) {
                throw corrupt(entry, "does not have its length");
            }
        } catch (DataFormatException e) {
            throw corrupt(entry, "cannot be inflated");
        }
        return content;
    }

    private RuntimeException corrupt(ZipDirectory.Entry entry, String why) {
        return ZipDirectory.corrupt(where, "entry " + entry.name() + " " + why);
    }
}

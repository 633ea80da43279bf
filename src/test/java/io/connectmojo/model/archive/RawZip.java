package io.connectmojo.model.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip that the JDK wrote and a test then changes byte by byte. */
final class RawZip {
    private ByteBuffer bytes;
    private final int comment;

    private RawZip(byte[] bytes, int comment) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.comment = comment;
    }

    interface Writer {
        void write(ZipOutputStream zip) throws IOException;
    }

    static RawZip written(String comment, Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment(comment);
            writer.write(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RawZip(out.toByteArray(), comment.length());
    }

    /** Entries without compression, whose sizes are in their headers: each contains its name. */
    static RawZip stored(String... names) {
        return written("", zip -> {
            for (String name : names) {
                addStored(zip, name, name.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** One entry whose sizes stand behind its data, as H2O writes them. */
    static RawZip streamed(String name, byte[] content) {
        return written("", zip -> {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        });
    }

    /** One entry that says it is this data of a deflater, and inflates to these bytes. */
    static RawZip deflated(byte[] data, byte[] content) {
        RawZip zip = written("", out -> addStored(out, "a", data));
        return zip.both(0, 8, 10, 8).both(0, 14, 16, crc(content)).both(0, 22, 24, content.length);
    }

    static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] data = new byte[content.length + 100];
        int length = deflater.deflate(data);
        deflater.end();
        return java.util.Arrays.copyOf(data, length);
    }

    static void addStored(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc(content) & 0xffffffffL);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static int crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }

    /** Where the end record begins. */
    int end() {
        return bytes.capacity() - comment - 22;
    }

    int directory() {
        return bytes.getInt(end() + 16);
    }

    /** Where the n-th header of the directory begins. */
    int central(int n) {
        int at = directory();
        for (int i = 0; i < n; i++) {
            at += 46 + bytes.getChar(at + 28) + bytes.getChar(at + 30) + bytes.getChar(at + 32);
        }
        return at;
    }

    /** Where the n-th entry begins. */
    int local(int n) {
        return bytes.getInt(central(n) + 42);
    }

    int data(int n) {
        return local(n) + 30 + bytes.getChar(local(n) + 26) + bytes.getChar(local(n) + 28);
    }

    int getInt(int at) {
        return bytes.getInt(at);
    }

    RawZip set8(int at, int value) {
        bytes.put(at, (byte) value);
        return this;
    }

    RawZip set16(int at, int value) {
        bytes.putChar(at, (char) value);
        return this;
    }

    RawZip set32(int at, int value) {
        bytes.putInt(at, value);
        return this;
    }

    RawZip set64(int at, long value) {
        bytes.putLong(at, value);
        return this;
    }

    /** Sets a field in the entry and in the directory: of two bytes before the 12th, else of four. */
    RawZip both(int n, int inLocal, int inCentral, int value) {
        return inLocal < 12
                ? set16(local(n) + inLocal, value).set16(central(n) + inCentral, value)
                : set32(local(n) + inLocal, value).set32(central(n) + inCentral, value);
    }

    /** Puts bytes between others, without correcting what tells where those are. */
    RawZip insert(int at, byte[] more) {
        byte[] before = bytes.array();
        bytes = ByteBuffer.allocate(before.length + more.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(before, 0, at)
                .put(more)
                .put(before, at, before.length - at);
        return this;
    }

    /** Bytes behind the data of the only entry, which the rest is told of. */
    RawZip behindData(byte[] more) {
        int directory = directory();
        insert(directory, more);
        return set32(end() + 16, directory + more.length);
    }

    /** Count, size and place of the directory stand in a zip64 record, and the end refers to it. */
    RawZip zip64() {
        int end = end();
        ByteBuffer record = ByteBuffer.allocate(76).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(0x06064b50).putLong(44).putInt(0).putInt(0).putInt(0);
        record.putLong(bytes.getChar(end + 8)).putLong(bytes.getChar(end + 10));
        record.putLong(bytes.getInt(end + 12)).putLong(bytes.getInt(end + 16));
        record.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        insert(end, record.array());
        return this;
    }

    /** Sizes and place of the first entry stand in a field of 24 bytes that follows its name in the directory. */
    RawZip zip64Entry() {
        int at = central(0);
        ByteBuffer field = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        field.putChar((char) 0x7777).putChar((char) 0);
        field.putChar((char) 1).putChar((char) 24);
        field.putLong(bytes.getInt(at + 24)).putLong(bytes.getInt(at + 20)).putLong(bytes.getInt(at + 42));
        insert(at + 46 + bytes.getChar(at + 28), field.array());
        set16(at + 30, 32).set32(at + 24, -1).set32(at + 20, -1).set32(at + 42, -1);
        return set32(end() + 12, getInt(end() + 12) + 32);
    }

    byte[] bytes() {
        return bytes.array();
    }
}

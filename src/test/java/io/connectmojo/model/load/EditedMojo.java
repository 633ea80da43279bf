package io.connectmojo.model.load;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A MOJO whose entries a test changes before it is zipped again, as H2O zips it. */
public final class EditedMojo {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    public static EditedMojo of(byte[] zip) {
        EditedMojo edited = new EditedMojo();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                edited.entries.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return edited;
    }

    /** Without what only tells how the model was trained: smaller and quicker. */
    public EditedMojo lean() {
        entries.keySet().removeIf(name -> name.contains("experimental/"));
        return this;
    }

    public Map<String, byte[]> entries() {
        return entries;
    }

    public EditedMojo put(String entry, byte[] content) {
        entries.put(entry, content);
        return this;
    }

    public EditedMojo put(String entry, String content) {
        return put(entry, content.getBytes(StandardCharsets.UTF_8));
    }

    public EditedMojo remove(String entry) {
        if (entries.remove(entry) == null) {
            throw new AssertionError("no entry " + entry);
        }
        return this;
    }

    public EditedMojo text(String entry, UnaryOperator<String> change) {
        String before = new String(entries.get(entry), StandardCharsets.UTF_8);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing to change in " + entry);
        }
        return put(entry, after);
    }

    /** Sets a key of model.ini. */
    public EditedMojo ini(String key, String value) {
        return text("model.ini", ini -> ini.replaceFirst("(?m)^" + key + " = .*$", key + " = " + value));
    }

    /** The first entry whose name begins so. */
    String first(String prefix) {
        return entries.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    public byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTime(0);
                out.putNextEntry(header);
                out.write(entry.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

package io.connectmojo.trainer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of a MOJO in memory. Written twice, it gives the same bytes twice. */
final class MojoZip {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    static MojoZip read(Path file) throws IOException {
        MojoZip zip = new MojoZip();
        try (InputStream in = Files.newInputStream(file); ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                zip.entries.put(entry.getName(), entries.readAllBytes());
            }
        }
        return zip;
    }

    Map<String, byte[]> entries() {
        return entries;
    }

    String text(String name) {
        return new String(entries.get(name), StandardCharsets.UTF_8);
    }

    void text(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(Path file) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTimeLocal(LocalDateTime.of(2026, 11, 21, 0, 0));
                out.putNextEntry(header);
                out.write(entry.getValue());
            }
        }
    }
}

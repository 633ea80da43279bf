package io.connectmojo.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The model of house prices with its trees again and again, as large as one likes. */
final class GrownHouses {
    /** What a pair of tree files and their directory entries take. */
    private static final int PER_TREE = 997;

    private GrownHouses() {}

    /** A zip of about that size. */
    static byte[] zip(int size) throws IOException {
        int trees = size / PER_TREE;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size + size / 10);
        try (ZipFile in = new ZipFile(ModelCase.of("house-prices").model().toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                if (entry.getName().equals("model.ini")) {
                    String ini = new String(content, StandardCharsets.UTF_8);
                    content = ini.replaceFirst("n_trees = \\d+", "n_trees = " + trees)
                            .getBytes(StandardCharsets.UTF_8);
                }
                if (!entry.getName().startsWith("trees/")) {
                    put(out, entry.getName(), content);
                }
            }
            for (int tree = 0; tree < trees; tree++) {
                for (String kind : List.of("", "_aux")) {
                    ZipEntry entry = in.getEntry("trees/t00_%03d%s.bin".formatted(tree % 60, kind));
                    put(
                            out,
                            "trees/t00_%03d%s.bin".formatted(tree, kind),
                            in.getInputStream(entry).readAllBytes());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}

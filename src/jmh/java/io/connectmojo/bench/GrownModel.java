package io.connectmojo.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A larger model: the trees of a given one, again and again. */
final class GrownModel {
    private static final Pattern TREES = Pattern.compile("n_trees = (\\d+)");

    private GrownModel() {}

    /**
     * Writes it.
     *
     * @param bytes of its file, about
     */
    static void write(Path given, Path big, long bytes, boolean compressed) throws IOException {
        try (ZipFile in = new ZipFile(given.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(big))) {
            out.setMethod(compressed ? ZipOutputStream.DEFLATED : ZipOutputStream.STORED);
            long ofTrees = in.stream()
                    .filter(entry -> entry.getName().startsWith("trees/"))
                    .mapToLong(entry -> (compressed ? entry.getCompressedSize() : entry.getSize())
                            + 2L * entry.getName().length()
                            + 100)
                    .sum();
            int copies = (int) Math.max(1, bytes / ofTrees);
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] content = content(in, entry);
                if (entry.getName().equals("model.ini")) {
                    String ini = new String(content, StandardCharsets.UTF_8);
                    Matcher trees = TREES.matcher(ini);
                    if (!trees.find()) {
                        throw new IllegalArgumentException(given + " has no trees");
                    }
                    ini = trees.replaceFirst("n_trees = " + Integer.parseInt(trees.group(1)) * copies);
                    put(out, entry.getName(), ini.getBytes(StandardCharsets.UTF_8));
                } else if (!entry.getName().startsWith("trees/")) {
                    put(out, entry.getName(), content);
                }
            }
            repeatTrees(in, out, copies);
        }
    }

    private static void repeatTrees(ZipFile in, ZipOutputStream out, int copies) throws IOException {
        Pattern tree = Pattern.compile("trees/t(\\d+)_(\\d+)(_aux)?\\.bin");
        int trees = 1
                + in.stream()
                        .map(entry -> tree.matcher(entry.getName()))
                        .filter(Matcher::matches)
                        .mapToInt(name -> Integer.parseInt(name.group(2)))
                        .max()
                        .orElse(-1);
        for (ZipEntry entry : Collections.list(in.entries())) {
            Matcher name = tree.matcher(entry.getName());
            if (name.matches()) {
                byte[] content = content(in, entry);
                for (int copy = 0; copy < copies; copy++) {
                    put(
                            out,
                            String.format(
                                    Locale.ROOT,
                                    "trees/t%s_%03d%s.bin",
                                    name.group(1),
                                    Integer.parseInt(name.group(2)) + copy * trees,
                                    name.group(3) == null ? "" : name.group(3)),
                            content);
                }
            }
        }
    }

    private static byte[] content(ZipFile in, ZipEntry entry) throws IOException {
        try (InputStream stream = in.getInputStream(entry)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            stream.transferTo(bytes);
            return bytes.toByteArray();
        }
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

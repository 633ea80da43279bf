package io.connectmojo.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The archive that the build made and users install. */
final class PluginZip {
    private final Path file;

    PluginZip(Path file) {
        this.file = file;
    }

    static PluginZip built() {
        return new PluginZip(Path.of(System.getProperty("plugin.zip")));
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /** Names of all files in the archive, without its one top folder. */
    List<String> files() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName().substring(entry.getName().indexOf('/') + 1))
                    .sorted()
                    .toList();
        }
    }

    /** Names of the folders and files at the top of the archive. */
    List<String> top() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream()
                    .map(entry -> entry.getName().substring(0, entry.getName().indexOf('/')))
                    .distinct()
                    .toList();
        }
    }

    String text(String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(top().get(0) + "/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Unpacks the archive into {@code folder}, which so becomes a {@code plugin.path} entry. */
    Path unpackInto(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
        return folder.toAbsolutePath();
    }
}

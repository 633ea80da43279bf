package io.connectmojo.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The archive that the build made and users install. */
final class PluginZip {
    private final Path file;

    PluginZip(Path file) {
        this.file = file;
    }

    static PluginZip built() {
        return new PluginZip(Path.of(System.getProperty("plugin.zip")));
    }

    Path file() {
        return file;
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
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    byte[] bytes(String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(top().get(0) + "/" + name))) {
            return in.readAllBytes();
        }
    }

    /** Names of all classes of the libraries whose name begins with one of the given. */
    List<String> classes(String... beginnings) throws IOException {
        List<String> classes = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry library : Collections.list(zip.entries())) {
                if (!library.getName().endsWith(".jar")) {
                    continue;
                }
                try (ZipInputStream jar = new ZipInputStream(zip.getInputStream(library))) {
                    for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                        String name = entry.getName();
                        if (name.endsWith(".class") && Stream.of(beginnings).anyMatch(name::startsWith)) {
                            classes.add(name);
                        }
                    }
                }
            }
        }
        return classes;
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

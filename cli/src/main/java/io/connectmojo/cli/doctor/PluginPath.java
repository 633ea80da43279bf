package io.connectmojo.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The entries of {@code plugin.path}, as a worker looks at them: each entry of a folder there is one plugin, with all jars below
 * it; so is a jar that {@code plugin.path} names itself.
 */
public final class PluginPath {
    private static final int MAX_DEPTH = 8;
    private static final List<String> CLASSES_OF_OTHERS =
            List.of("hex/genmodel/MojoModel.class", "com/fasterxml/jackson/core/JsonFactory.class");

    private final List<Path> roots;
    private final List<Finding> findings = new ArrayList<>();
    private final List<PluginJar> copies = new ArrayList<>();

    private PluginPath(List<Path> roots) {
        this.roots = roots;
    }

    /**
     * Looks at the folders and jars.
     *
     * @param byManifestAlone whether the worker has {@code plugin.discovery=service_load}
     */
    public static PluginPath of(List<Path> roots, boolean byManifestAlone) {
        PluginPath path = new PluginPath(
                roots.stream().map(root -> root.toAbsolutePath().normalize()).toList());
        path.roots.forEach(path::look);
        path.judge(byManifestAlone);
        return path;
    }

    public List<Finding> findings() {
        return findings;
    }

    /** The versions of the plugin that are there. */
    public TreeSet<String> versions() {
        TreeSet<String> versions = new TreeSet<>();
        copies.forEach(copy -> versions.add(copy.version()));
        return versions;
    }

    /** What is well: where the plugin is. */
    public List<String> places() {
        return copies.stream()
                .map(copy -> "the plugin " + copy.version() + " is in " + copy.home())
                .toList();
    }

    /** Whether that file is below one of the folders. */
    public boolean holds(Path file) {
        return roots.stream().anyMatch(root -> real(file).startsWith(real(root)));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private void look(Path root) {
        if (Files.isRegularFile(root) && isArchive(root)) {
            lookAtArchive(root);
            return;
        }
        for (Path entry : entries(root)) {
            if (Files.isDirectory(entry)) {
                lookInto(entry);
            } else if (isArchive(entry)) {
                lookAtArchive(entry);
            }
        }
    }

    private void lookAtArchive(Path archive) {
        PluginJar.of(archive).ifPresent(jar -> {
            copies.add(jar);
            add(Fault.LOOSE_JAR, archive, "the jar of the transform has no folder of its own");
        });
        if (archive.toString().endsWith(".zip") && hasPluginJar(archive)) {
            add(Fault.NOT_UNZIPPED, archive, "it has the plugin's jar in it");
        }
    }

    private List<Path> entries(Path root) {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            add(Fault.NO_FOLDER, root, Files.exists(root) ? "it cannot be listed" : "there is no such folder");
            return List.of();
        }
    }

    /** A plugin of the worker, which may be this one. */
    private void lookInto(Path plugin) {
        List<Path> jars = jars(plugin);
        for (Path jar : jars) {
            Optional<PluginJar> found = PluginJar.of(jar);
            found.ifPresent(copies::add);
            found.map(PluginJar::home).ifPresent(home -> {
                long others =
                        jars.stream().filter(other -> !other.startsWith(home)).count();
                if (!home.equals(plugin) && others > 0) {
                    add(Fault.TOO_DEEP, home, others + " other jars are in " + plugin);
                }
                List<String> missing = missing(jars);
                if (!missing.isEmpty()) {
                    add(Fault.JAR_MISSING, home, "no jar has " + String.join(", ", missing));
                }
            });
        }
    }

    private List<Path> jars(Path plugin) {
        try (Stream<Path> files = Files.walk(plugin, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            add(Fault.NO_FOLDER, plugin, "not all of it can be listed");
            return List.of();
        }
    }

    private static List<String> missing(List<Path> jars) {
        List<String> missing = new ArrayList<>(CLASSES_OF_OTHERS);
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                missing.removeIf(name -> jar.getEntry(name) != null);
            } catch (IOException e) {
                // as if it were not there
            }
        }
        return missing;
    }

    private static boolean isArchive(Path file) {
        return file.toString().endsWith(".jar") || file.toString().endsWith(".zip");
    }

    private static boolean hasPluginJar(Path zip) {
        try (JarFile file = new JarFile(zip.toFile())) {
            return file.stream()
                    .anyMatch(entry -> entry.getName().matches("(.*/)?kafka-connect-mojo-[0-9][^/]*\\.jar"));
        } catch (IOException e) {
            return false;
        }
    }

    private void judge(boolean byManifestAlone) {
        boolean isZipped = findings.stream().anyMatch(finding -> finding.fault() == Fault.NOT_UNZIPPED);
        if (copies.isEmpty() && !isZipped) {
            List<Path> folders = roots.stream().filter(Files::isDirectory).toList();
            (folders.isEmpty() ? roots.stream().filter(Files::exists).toList() : folders)
                    .forEach(root -> add(Fault.NOT_INSTALLED, root, "no jar in it has the transform"));
        }
        // two versions may be on purpose: connectors choose one each
        copies.stream()
                .filter(copy -> copies.stream()
                                .filter(other -> other.version().equals(copy.version()))
                                .count()
                        > 1)
                .forEach(copy -> add(Fault.TWO_COPIES, copy.path(), "version " + copy.version()));
        copies.stream()
                .filter(copy -> byManifestAlone && !copy.hasManifest())
                .forEach(copy -> add(Fault.NO_MANIFEST, copy.path(), "it has no list of its transforms"));
    }

    private void add(Fault fault, Path where, String detail) {
        findings.add(new Finding(fault, where.toString(), detail));
    }
}

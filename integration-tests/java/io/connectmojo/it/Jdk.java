package io.connectmojo.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** An installed Java, by its home folder and its own version text. */
record Jdk(Path home, String version) {
    /** The one that runs this build. */
    static final Jdk OF_THE_BUILD =
            new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));

    /**
     * The build's own and, when it is another, the newest of this machine: one of the homes that the system property {@code mojo.tests.jdks}
     * lists, separated as paths are; without it, of the folders beside the build's own.
     */
    static List<Jdk> toTest() {
        List<Jdk> jdks = new ArrayList<>(List.of(OF_THE_BUILD));
        candidates().stream()
                .map(Jdk::at)
                .flatMap(Optional::stream)
                .max(Comparator.comparing(jdk -> Runtime.Version.parse(jdk.version)))
                .filter(newest -> newest.feature() > OF_THE_BUILD.feature())
                .ifPresent(jdks::add);
        return jdks;
    }

    int feature() {
        return Runtime.Version.parse(version).feature();
    }

    String java() {
        return home.resolve("bin").resolve("java").toString();
    }

    private static List<Path> candidates() {
        String named = System.getProperty("mojo.tests.jdks", "");
        if (!named.isBlank()) {
            return Stream.of(named.split(java.io.File.pathSeparator))
                    .map(Path::of)
                    .toList();
        }
        try (Stream<Path> beside = Files.list(OF_THE_BUILD.home.toRealPath().getParent())) {
            return beside.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java in a folder, when there is one that says its version in its release file. */
    private static Optional<Jdk> at(Path home) {
        if (!Files.isExecutable(home.resolve("bin").resolve("java")) || !Files.isReadable(home.resolve("release"))) {
            return Optional.empty();
        }
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.matches("[0-9]+(\\.[0-9]+)*") ? Optional.of(new Jdk(home, version)) : Optional.empty();
    }
}

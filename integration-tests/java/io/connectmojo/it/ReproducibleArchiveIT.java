package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second build, in another folder, at another time, under another umask, locale and time zone, makes the same bytes. */
class ReproducibleArchiveIT {
    private static final Path SHELL = Path.of("/bin/sh");

    /** What the archive is made from; the rest of the repository is tests and pages. */
    private static final List<String> SOURCES = List.of(
            "pom.xml",
            "LICENSE",
            "NOTICE",
            "src/main",
            "src/fallback",
            "plugin-packaging",
            "connector-configs",
            "monitoring");

    private static final String BUILD =
            "umask 077; exec \"$MAVEN_HOME/bin/mvn\" -q -B -ntp package -Dmaven.test.skip=true"
                    + " -DskipCommand=true -Dspotless.check.skip=true";

    @TempDir
    Path again;

    @Test
    void secondBuild_givesTheSameBytes() throws Exception {
        Path maven = Path.of(System.getProperty("maven.home"));
        assumeThat(Files.isExecutable(SHELL) && Files.isExecutable(maven.resolve("bin/mvn")))
                .as("a shell and Maven's script are here")
                .isTrue();
        for (String source : SOURCES) {
            copy(Path.of(source), again.resolve(source));
        }
        Path log = again.resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(
                        SHELL.toString(),
                        "-c",
                        System.getProperty("maven.mode", "").equals("offline=true") ? BUILD + " -o" : BUILD)
                .directory(again.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MAVEN_HOME", maven.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(Set.of("MAVEN_CMD_LINE_ARGS", "MAVEN_PROJECTBASEDIR"));
        builder.environment().put("MAVEN_OPTS", "-Duser.language=de -Duser.timezone=Asia/Kathmandu");
        Process build = builder.start();
        try {
            assertThat(build.waitFor(10, TimeUnit.MINUTES)).as("the build ends").isTrue();
        } finally {
            build.destroyForcibly();
        }
        assertThat(build.exitValue()).as(Files.readString(log)).isZero();

        Path first = PluginZip.built().file();
        Path second = again.resolve("target").resolve(first.getFileName());
        PluginZip one = new PluginZip(first);
        PluginZip other = new PluginZip(second);
        assertThat(other.files()).isEqualTo(one.files());
        for (String name : one.files()) {
            assertThat(other.bytes(name)).as(name).isEqualTo(one.bytes(name));
        }
        assertThat(Files.mismatch(first, second))
                .as("the first byte that differs")
                .isEqualTo(-1);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

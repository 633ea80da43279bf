package io.connectmojo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A room that is too full, or a class that has grown past one idea, is seen when it happens. */
class SourceLayoutTest {
    private static final int MAX_CLASSES = 20;
    private static final int MAX_LINES = 300;

    /** One table each: a row for a setting, for a metric. */
    private static final Set<String> TABLES = Set.of("Setting.java", "Metric.java");

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    @Test
    void package_atMostTwentyClasses() throws IOException {
        assertThat(sources().stream().collect(groupingBy(Path::getParent, counting())))
                .isNotEmpty()
                .allSatisfy((room, classes) ->
                        assertThat(classes).as(room.toString()).isLessThanOrEqualTo(MAX_CLASSES));
    }

    @Test
    void package_saysWhatItIsFor() throws IOException {
        assertThat(sources().stream().map(Path::getParent).distinct())
                .allSatisfy(
                        room -> assertThat(room.resolve("package-info.java")).exists());
    }

    @Test
    void package_isNullMarked() throws IOException {
        assertThat(sources().stream().map(Path::getParent).distinct())
                .allSatisfy(room ->
                        assertThat(room.resolve("package-info.java")).content().contains("@NullMarked\npackage "));
    }

    @Test
    void class_atMostThreeHundredLines() throws IOException {
        assertThat(sources().stream()
                        .filter(file -> !TABLES.contains(file.getFileName().toString())))
                .allSatisfy(file -> assertThat(lines(file)).as(file.toString()).isLessThanOrEqualTo(MAX_LINES));
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

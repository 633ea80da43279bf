package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.ModelMojoReader;
import io.connectmojo.cases.ModelFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code mojo --version} and {@code mojo man}. */
class VersionFactsTest {
    private static final Path GROFF = Path.of("/usr/bin/groff");

    @TempDir
    Path temp;

    @Test
    void version_namesWhatTheBuildTests() throws IOException {
        try (Stream<Path> workers = Files.list(Path.of("integration-tests/workers"))) {
            assertThat(workers.map(folder -> folder.getFileName().toString())
                            .filter(name -> name.startsWith("kafka-"))
                            .map(name -> name.substring("kafka-".length())))
                    .containsExactlyInAnyOrderElementsOf(VersionFacts.KAFKA);
        }
        assertThat(Files.readString(Path.of("docs/compatibility.md")))
                .contains("was checked with Java " + String.join(" and Java ", VersionFacts.JAVA));
    }

    @Test
    void version_tellsLibraryFormats() throws Exception {
        MojoRun run = MojoRun.of("--version");
        assertThat(run.exit()).isZero();
        String genmodel = Path.of(ModelMojoReader.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .getFileName()
                .toString();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).matches("mojo \\d+\\.\\d+\\.\\d+.*");
        assertThat("h2o-genmodel-" + lines.get(1).substring(lines.get(1).indexOf(": ") + 2) + ".jar")
                .isEqualTo(genmodel);
        assertThat(lines.get(3)).contains("3.7.2", "4.4.0");
    }

    @Test
    void everyModelOfTheRepository_isOfAFormatThatIsRead() throws IOException {
        int read = 0;
        for (ModelFolder model : ModelFolder.inRepository()) {
            Properties ini = new Properties();
            try (ZipFile zip = new ZipFile(model.model().toFile())) {
                ini.load(zip.getInputStream(zip.getEntry("model.ini")));
            }
            String algorithm = ini.getProperty("algorithm");
            if (VersionFacts.ALGORITHMS.contains(algorithm)) {
                assertThat(Double.parseDouble(ini.getProperty("mojo_version")))
                        .as(model.toString())
                        .isLessThanOrEqualTo(VersionFacts.format(algorithm));
                read++;
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    @Test
    void man_hasEachCommandWithItsOptions() {
        String page = MojoRun.of("man").out();
        assertThat(page)
                .startsWith(".TH MOJO 1 ")
                .contains("\n.SS mojo score\n", "\n.SS mojo models rollback\n", "\n.SS mojo verify\n")
                .contains("\n.B \\-\\-max\\-line=BYTES\n")
                .doesNotContain("${", "\u001b");
    }

    static boolean hasGroff() {
        return Files.isExecutable(GROFF);
    }

    @Test
    @EnabledIf("hasGroff")
    void man_isFormattedWithoutAWarning() throws Exception {
        Path page = Files.writeString(temp.resolve("mojo.1"), MojoRun.of("man").out());
        Path errors = temp.resolve("errors");
        Path formatted = temp.resolve("formatted");
        Process groff = new ProcessBuilder(GROFF.toString(), "-man", "-ww", "-Tutf8", page.toString())
                .redirectError(errors.toFile())
                .redirectOutput(formatted.toFile())
                .start();
        assertThat(groff.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(errors)).isEmpty();
        assertThat(Files.readString(formatted, StandardCharsets.UTF_8)).contains("mojo score --config connector.json");
    }
}

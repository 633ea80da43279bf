package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar of the command as people run it: through pipes, on a terminal, interrupted, and with too much input. */
class MojoJarIT {
    private static final Path FULL = Path.of("/dev/full");

    /** What puts the cursor there in a shell: Ctrl-A. */
    private static final String START_OF_LINE = "\u0001";

    private static final Path MODEL = ModelCase.of("iris").model();
    private static final String FLOWER =
            "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}\n";

    @TempDir
    Path temp;

    private Path connector;

    @BeforeEach
    void writeConnector() throws Exception {
        connector = temp.resolve("connector.json");
        Files.writeString(
                connector,
                "{\"topics\":\"t\",\"connector.class\":\"x.Y\",\"transforms\":\"score\",\"transforms.score.type\":"
                        + "\"io.connectmojo.MojoScorer$Value\",\"transforms.score.model.path\":\"" + MODEL + "\"}");
    }

    @Test
    void command_isInItsOwnJarOnly() throws Exception {
        try (JarFile jar = new JarFile(MojoProcess.JAR.toFile())) {
            assertThat(jar.getEntry("io/connectmojo/cli/Mojo.class")).isNotNull();
            assertThat(jar.getEntry("picocli/CommandLine.class")).isNotNull();
        }
        try (JarFile jar = new JarFile(MojoProcess.JAR.toString().replace("-cli.jar", ".jar"))) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(entry -> entry.getName()))
                    .contains("io/connectmojo/MojoScorer.class")
                    .noneMatch(name -> name.startsWith("io/connectmojo/cli") || name.startsWith("picocli"));
        }
    }

    @Test
    void everyCommandRunsThroughAPipeWithoutColour() throws Exception {
        MojoProcess help = MojoProcess.piped(temp, "--help");
        MojoProcess inspect = MojoProcess.piped(temp, "inspect", MODEL);
        MojoProcess init = MojoProcess.piped(temp, "init", MODEL);
        MojoProcess validate = MojoProcess.piped(temp, "validate", "--config", connector);
        MojoProcess score = MojoProcess.fed(
                temp,
                (input, process) -> input.write(FLOWER.getBytes(StandardCharsets.UTF_8)),
                "score",
                "--config",
                connector);
        for (MojoProcess run : List.of(help, inspect, init, validate, score)) {
            assertThat(run.exit()).as(run.toString()).isZero();
            assertThat(run.out() + run.err()).doesNotContain("\u001b");
        }
        assertThat(inspect.out()).startsWith("Generalized Linear Modeling, Multinomial\n");
        assertThat(inspect.err()).isEmpty();
        assertThat(init.out()).startsWith("{").contains(MODEL.toString());
        assertThat(validate.out()).isEmpty();
        assertThat(score.out()).contains("prediction=setosa");
        assertThat(score.err()).contains("1 record: 1 scored, 0 refused").doesNotContain("\r");
    }

    @Test
    void everyCommandRunsOnATerminalWithColourOnlyWhereItIsWelcome() throws Exception {
        assumeThat(MojoProcess.hasTerminals())
                .as("script of util-linux is here")
                .isTrue();
        MojoProcess inspect = MojoProcess.onTerminal(temp, false, "mojo inspect " + MODEL);
        assertThat(inspect.exit()).isZero();
        assertThat(inspect.out())
                .contains("\u001b[1mGeneralized Linear Modeling")
                .contains("█");
        MojoProcess plain = MojoProcess.onTerminal(temp, true, "mojo inspect " + MODEL);
        assertThat(plain.out())
                .contains("Generalized Linear Modeling")
                .contains("█")
                .doesNotContain("\u001b");
        MojoProcess init = MojoProcess.onTerminal(temp, false, "mojo init " + MODEL);
        assertThat(init.out()).contains("transforms.score.model.path");
        MojoProcess validate = MojoProcess.onTerminal(temp, false, "mojo validate --config " + connector);
        assertThat(validate.exit()).isZero();
        assertThat(validate.out()).contains("no problem found");
    }

    @Test
    void aBarOfProgressIsShownOnATerminalAfterASecond() throws Exception {
        assumeThat(MojoProcess.hasTerminals())
                .as("script of util-linux is here")
                .isTrue();
        Path flowers = Files.writeString(temp.resolve("flowers.jsonl"), FLOWER.repeat(300));
        Path scored = temp.resolve("scored.txt");
        MojoProcess score = MojoProcess.onTerminal(
                temp,
                false,
                "(cat " + flowers + "; while [ ! -e " + scored + " ]; do sleep 0.1; done; sleep 1.5; cat " + flowers
                        + ") | mojo score --config " + connector + " --output " + scored);
        assertThat(score.out()).contains("\r512 records, ").contains("600 records: 600 scored, 0 refused");
        assertThat(Files.readAllLines(scored)).hasSize(600);
    }

    @Test
    void anInterruptPrintsWhatWasDoneSoFar() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/kill"))).as("kill is here").isTrue();
        Path scored = temp.resolve("scored.txt");
        MojoProcess run = MojoProcess.fed(
                temp,
                (input, process) -> {
                    input.write(FLOWER.repeat(2048).getBytes(StandardCharsets.UTF_8));
                    input.flush();
                    await().until(() -> Files.exists(scored) && new Lines(scored).count() == 2048);
                    new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor();
                    assertThat(process.waitFor(30, TimeUnit.SECONDS))
                            .as("it ends; was the build started with interrupts ignored?")
                            .isTrue();
                },
                "score",
                "--config",
                connector,
                "--output",
                scored);
        assertThat(run.exit()).isEqualTo(130);
        assertThat(run.err()).contains("interrupted after 2,048 records: 2048 scored, 0 refused");
        assertThat(Files.readAllLines(scored)).hasSize(2048);
    }

    @Test
    void whatNobodyReadsAnyMoreIsNotScoredToTheEnd() throws Exception {
        assumeThat(MojoProcess.hasTerminals())
                .as("script of util-linux is here")
                .isTrue();
        Path flowers = Files.writeString(temp.resolve("flowers.jsonl"), FLOWER.repeat(500_000));
        MojoProcess score = MojoProcess.onTerminal(
                temp, false, "mojo score --config " + connector + " --input " + flowers + " | head -1");
        assertThat(score.out()).contains("prediction=setosa").contains("interrupted after ");
    }

    @Test
    void lineOfAGigabyte_isOneErrorBeforeTheNextRecord() throws Exception {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        MojoProcess run = MojoProcess.fed(
                temp,
                (input, process) -> {
                    for (int i = 0; i < 1024; i++) {
                        input.write(block);
                    }
                    input.write(("\n" + FLOWER).getBytes(StandardCharsets.UTF_8));
                },
                "score",
                "--config",
                connector);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("record 1: MOJO-D102 ").contains("2 records: 1 scored, 1 refused");
        assertThat(run.out()).contains("prediction=setosa");
    }

    @Test
    void fullDisk_isAnErrorUnlikeAClosedPipe() throws Exception {
        assumeThat(Files.isWritable(FULL)).as("this system has a full device").isTrue();
        Path flowers = Files.writeString(temp.resolve("flowers.jsonl"), FLOWER.repeat(2000));
        MojoProcess toFile =
                MojoProcess.piped(temp, "score", "--config", connector, "--input", flowers, "--output", FULL);
        assertThat(toFile.exit()).as(toFile.toString()).isEqualTo(1);
        assertThat(toFile.err()).contains("MOJO-D105 ").doesNotContain("\tat ");
        for (String args :
                List.of("score --config " + connector + " --input " + flowers, "inspect " + MODEL, "--help")) {
            MojoProcess full = MojoProcess.onTerminal(temp, true, "mojo " + args + " > " + FULL);
            assertThat(full.exit()).as(full.toString()).isEqualTo(1);
            assertThat(full.out()).contains("MOJO-D105 ");
            MojoProcess left =
                    MojoProcess.onTerminal(temp, true, "(mojo " + args + "; echo \"exit $?\" >&2) | head -1");
            assertThat(left.out()).contains("exit 0").doesNotContain("MOJO-D105");
        }
    }

    @Test
    void theSizeInMemoryIsThatOfTheModel() throws Exception {
        for (int time = 0; time < 5; time++) {
            MojoProcess run = MojoProcess.piped(temp, "inspect", "--json", MODEL);
            long bytes =
                    new ObjectMapper().readTree(run.out()).get("heap_bytes").asLong();
            // a GLM of four columns, without the metadata that only random forests need
            assertThat(bytes).isBetween(5_000L, 50_000L);
        }
    }

    /** The lines that docs/command-line.md gives for the shell, then a word that the tab key completes. */
    @ParameterizedTest
    @MethodSource("shells")
    void theTabKeyCompletesACommand(String shell, boolean zsh) throws Exception {
        assumeThat(MojoProcess.hasTerminals())
                .as("script of util-linux is here")
                .isTrue();
        List<String> lines = PageRunner.COMPLETION.items().stream()
                .map(PageItem::text)
                .distinct()
                .toList();
        assertThat(lines).hasSize(2).first().asString().startsWith("source ");
        List<String> typed = new ArrayList<>(List.of("PATH=" + ShellRun.mojo(temp) + ":$PATH"));
        typed.addAll(zsh ? List.of(lines.get(1), lines.get(0)) : lines.subList(0, 1));
        typed.addAll(List.of("mojo ins\t" + START_OF_LINE + "echo got ", "exit"));
        MojoProcess run = MojoProcess.typing(temp, shell, typed);
        assertThat(run.out()).contains("got mojo inspect");
    }

    /** Those that are here. */
    static Stream<Arguments> shells() {
        return Stream.of(Arguments.of("/bin/bash --norc -i", false), Arguments.of("/bin/zsh -f -i", true))
                .filter(shell ->
                        Files.isExecutable(Path.of(shell.get()[0].toString().split(" ")[0])));
    }

    @Test
    void help_namesEveryCommand() throws Exception {
        MojoProcess help = MojoProcess.piped(temp, "--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("inspect", "init", "validate", "score", "completion");
    }

    @Test
    void inspect_namesEveryInput() throws Exception {
        MojoProcess inspect =
                MojoProcess.piped(temp, "inspect", ModelCase.of("house-prices").model());
        assertThat(inspect.exit()).isZero();
        assertThat(inspect.out()).contains("sqft", "lot_size_acres", "main_flooring_type", "house_age_years");
    }
}

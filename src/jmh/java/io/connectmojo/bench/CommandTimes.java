package io.connectmojo.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long people wait for the command {@code mojo}, from the start of its process to the end: its help, a look into each model
 * that is named, and into one of its trees that has 10 MB, and 100,000 records scored. Exits with 1 when the fastest run of a
 * command takes longer than {@link CommandLimits} allows.
 */
public final class CommandTimes {
    private static final int RUNS = 9;
    private static final long GROWN = 10_000_000;
    private static final int RECORDS = 100_000;

    private final CommandLimits limits = CommandLimits.ofSystemProperty();
    private final List<String> exceeded = new ArrayList<>();

    private CommandTimes() {}

    public static void main(String[] arguments) throws Exception {
        CommandTimes times = new CommandTimes();
        Path folder = Files.createTempDirectory("command");
        try {
            times.measureAll(folder, arguments);
        } finally {
            for (String name : List.of("grown.zip", "connector.json", "houses.jsonl")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
        times.exceeded.forEach(Interleaved::print);
        if (!times.exceeded.isEmpty()) {
            System.exit(1);
        }
    }

    private void measureAll(Path folder, String... models) throws Exception {
        Interleaved.print("| command | MB | fastest ms | median ms | slowest ms |");
        Interleaved.print("|---|---|---|---|---|");
        measure("--help", "--help", null, "--help");
        Path grown = folder.resolve("grown.zip");
        for (String name : models) {
            Path zip = BenchModel.named(name).zip();
            measure("inspect", "inspect " + name, zip, "inspect", zip.toString());
            GrownModel.write(zip, grown, GROWN, true);
            measure("grown", "inspect " + name + ", grown", grown, "inspect", grown.toString());
        }
        measureScore(folder);
    }

    /** The example of house prices, which is part of the repository. */
    private void measureScore(Path folder) throws Exception {
        Path example = Path.of("models", "house-prices");
        String house = Files.readAllLines(example.resolve("records.jsonl")).get(0);
        Path houses = Files.write(folder.resolve("houses.jsonl"), Collections.nCopies(RECORDS, house));
        Path connector = Files.writeString(folder.resolve("connector.json"), """
                {"connector.class": "x.Y", "topics": "t", "transforms": "score",
                 "transforms.score.type": "io.connectmojo.MojoScorer$Value",
                 "transforms.score.input.format": "json", "transforms.score.model.path": "%s"}
                """.formatted(
                        example.resolve("model.zip").toAbsolutePath()));
        measure(
                "score",
                "score, 100,000 records",
                null,
                "score",
                "--config",
                connector.toString(),
                "--input",
                houses.toString());
    }

    private void measure(String limited, String what, Path model, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bin/mojo"));
        command.addAll(List.of(arguments));
        double[] millis = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            millis[run] = millis(command);
        }
        Arrays.sort(millis);
        Interleaved.print(String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.0f |",
                what,
                model == null ? "" : megabytes(model),
                millis[0],
                millis[RUNS / 2],
                millis[RUNS - 1]));
        limits.complaint(limited, what, millis[0]).ifPresent(exceeded::add);
    }

    private static double millis(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed; is the jar built? mvn package -DskipTests\n" + said);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static String megabytes(Path file) throws IOException {
        return String.format(Locale.ROOT, "%.1f", Files.size(file) / 1e6);
    }
}

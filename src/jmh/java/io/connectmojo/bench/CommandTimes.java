package io.connectmojo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long people wait for the command {@code mojo}, from the start of its process to the end: its help, a look into each model
 * that is named, and into one of its trees that has 10 MB.
 */
public final class CommandTimes {
    private static final int RUNS = 9;
    private static final long GROWN = 10_000_000;

    private CommandTimes() {}

    public static void main(String[] arguments) throws Exception {
        Interleaved.print("| command | MB | fastest ms | median ms | slowest ms |");
        Interleaved.print("|---|---|---|---|---|");
        measure("--help", null, "--help");
        Path folder = Files.createTempDirectory("command");
        Path grown = folder.resolve("grown.zip");
        try {
            for (String name : arguments) {
                Path zip = BenchModel.named(name).zip();
                measure("inspect " + name, zip, "inspect", zip.toString());
                GrownModel.write(zip, grown, GROWN, true);
                measure("inspect " + name + ", grown", grown, "inspect", grown.toString());
            }
        } finally {
            Files.deleteIfExists(grown);
            Files.delete(folder);
        }
    }

    private static void measure(String what, Path model, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bin/mojo"));
        command.addAll(List.of(arguments));
        double[] millis = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed; is the jar built? mvn package -DskipTests");
            }
            millis[run] = (System.nanoTime() - start) / 1e6;
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
    }

    private static String megabytes(Path file) throws IOException {
        return String.format(Locale.ROOT, "%.1f", Files.size(file) / 1e6);
    }
}

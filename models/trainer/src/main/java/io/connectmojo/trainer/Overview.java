package io.connectmojo.trainer;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the closing tables of models/README.md: every folder, and where genmodel and the cluster differ. */
final class Overview {

    private static final String START = "## All folders\n";

    private Overview() {}

    /** A verified folder. */
    record Entry(String name, Path path, JsonObject about, Map<String, Agreement> agreements) {}

    static void write(Path readme, List<Entry> entries) throws IOException {
        String text = Files.readString(readme);
        int end = text.indexOf(START);
        StringBuilder page = new StringBuilder(end < 0 ? text + "\n" : text.substring(0, end));
        page.append(START).append("\n| folder | algorithm | category | purpose | rows | bytes |\n|---|---|---|---|---|---|\n");
        long total = 0;
        for (Entry entry : entries) {
            long bytes = bytes(entry.path());
            total += bytes;
            page.append("| %s | %s | %s | %s | %d | %d |%n".formatted(
                    entry.name(), entry.about().get("algo").getAsString(), entry.about().get("category").getAsString(),
                    entry.about().get("note").getAsString(),
                    Csv.read(entry.path().resolve("input.csv")).size() - 1, bytes));
        }
        page.append("\n%d folders, %d bytes.%n".formatted(entries.size(), total));
        differences(page, entries);
        Files.writeString(readme, page.toString());
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static void differences(StringBuilder page, List<Entry> entries) {
        page.append("""

                ## Where genmodel 3.46.0.12 differs from the cluster

                The largest absolute difference of any prediction, Shapley value, leaf or stage. A folder that is not in the table has no
                differing bit. A dash means that there are no such rows or no such file.

                | folder | clean rows | rows with missing cells | rows with unseen levels | Shapley values | leaf paths | leaf ids | stages | reconstruction error |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (Entry entry : entries) {
            if (entry.agreements().values().stream().allMatch(Agreement::exact)) {
                continue;
            }
            page.append("| ").append(entry.name()).append(" |");
            entry.agreements().values().forEach(agreement -> page.append(' ').append(agreement.text()).append(" |"));
            page.append('\n');
        }
    }
}

package io.connectmojo.cli;

import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields of some sample records, by path; names with dots or backticks stand in backticks.
 *
 * @param typed whether each record is an envelope of schema and payload, as Kafka's JsonConverter writes it; the fields are those of
 *     the payload
 */
record SampleFields(Map<String, Object> values, boolean typed) {
    private static final int MAX_RECORDS = 1000;
    private static final int DEEPEST = 8;

    /** Reads JSON lines, or a CSV file with a header. Throws D101 when there is no record. */
    static SampleFields read(String file, Terminal terminal) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        SampleRecords records = new SampleRecords();
        List<Map<?, ?>> sample = new ArrayList<>();
        try (RecordInput input = RecordInput.open(file, isCsv(file), SampleRun.MAX_LINE, terminal)) {
            for (Object line = input.next(); line != null && sample.size() < MAX_RECORDS; line = input.next()) {
                sample.add(records.fields(line, input.number(), file));
            }
        }
        if (sample.isEmpty()) {
            throw Problem.of(CommandError.UNREADABLE, "The sample has no record")
                    .where(file)
                    .why("columns cannot be mapped to the fields of nothing")
                    .fix("give some records, or leave --sample away");
        }
        boolean typed = sample.stream().allMatch(SampleFields::isEnvelope);
        sample.forEach(record -> add("", typed ? (Map<?, ?>) record.get("payload") : record, values, 0));
        return new SampleFields(values, typed);
    }

    private static boolean isEnvelope(Map<?, ?> record) {
        return record.size() == 2
                && record.get("payload") instanceof Map
                && record.get("schema") instanceof Map<?, ?> schema
                && "struct".equals(schema.get("type"));
    }

    static boolean isCsv(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /** The paths whose last step is as if equal to the name, when case and separators do not count; shortest first. */
    List<String> like(String name) {
        return values.keySet().stream()
                .filter(path -> normal(lastStep(path)).equals(normal(name)))
                .sorted((a, b) -> Integer.compare(a.length(), b.length()))
                .collect(Collectors.toList());
    }

    boolean has(String path) {
        return values.containsKey(path);
    }

    /** Last steps to paths, for a search by likeness. */
    Map<String, String> byLastStep() {
        Map<String, String> paths = new LinkedHashMap<>();
        values.keySet().forEach(path -> paths.putIfAbsent(lastStep(path), path));
        return paths;
    }

    private static void add(String prefix, Map<?, ?> record, Map<String, Object> values, int depth) {
        record.forEach((key, value) -> {
            if ("".equals(key)) {
                return; // no path leads to it
            }
            String path = prefix + step(String.valueOf(key));
            if (value instanceof Map<?, ?> nested && depth < DEEPEST) {
                add(path + ".", nested, values, depth + 1);
            } else if (value != null || !values.containsKey(path)) {
                values.merge(path, value == null ? "" : value, (old, given) -> "".equals(old) ? given : old);
            }
        });
    }

    static String step(String name) {
        boolean plain = name.equals(name.trim()) && name.chars().noneMatch(c -> ".`,:()".indexOf(c) >= 0);
        return plain ? name : "`" + name.replace("`", "``") + "`";
    }

    private static String lastStep(String path) {
        if (path.endsWith("`")) {
            int from = path.lastIndexOf(".`");
            return path.substring(from < 0 ? 1 : from + 2, path.length() - 1).replace("``", "`");
        }
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String normal(String name) {
        return name.replaceAll("[_\\-. ]", "").toLowerCase(Locale.ROOT);
    }
}

package io.connectmojo.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of some sample records, by path; names with dots or backticks stand in backticks. */
record SampleFields(Map<String, Object> values) {
    private static final int MOST_RECORDS = 1000;
    private static final int DEEPEST = 8;

    /** Reads JSON lines, or a CSV file with a header. */
    static SampleFields read(String file, Terminal terminal) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        SampleRecords records = new SampleRecords();
        try (RecordInput input = RecordInput.open(file, file.endsWith(".csv"), 1 << 24, terminal)) {
            Object line = input.next();
            while (line != null && input.number() <= MOST_RECORDS) {
                add("", records.fields(line, input.number(), file), values, 0);
                line = input.next();
            }
        }
        return new SampleFields(values);
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
            String path = prefix + step(String.valueOf(key));
            if (value instanceof Map<?, ?> nested && depth < DEEPEST) {
                add(path + ".", nested, values, depth + 1);
            } else if (value != null || !values.containsKey(path)) {
                values.merge(path, value == null ? "" : value, (old, given) -> "".equals(old) ? given : old);
            }
        });
    }

    static String step(String name) {
        boolean plain = !name.contains(".") && !name.contains("`") && !name.contains(",") && !name.contains(":");
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
        return name.replaceAll("[_\\-. ]", "").toLowerCase(java.util.Locale.ROOT);
    }
}

package io.connectmojo.trainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model.ini of a MOJO written by hand, and the files with the levels of its columns. */
final class MojoText {

    private final Map<String, Object> info = new LinkedHashMap<>();
    private final List<String> columns = new ArrayList<>();
    private final Map<Integer, String[]> domains = new LinkedHashMap<>();

    /** @param response the last column, null when there is none */
    MojoText(String algorithm, String version, String category, String response, String... features) {
        columns.addAll(Arrays.asList(features));
        if (response != null) {
            columns.add(response);
        }
        put("h2o_version", "3.44.0.1").put("mojo_version", version).put("license", "Apache License Version 2.0")
                .put("algo", algorithm.toLowerCase(java.util.Locale.ROOT)).put("algorithm", algorithm)
                .put("endianness", "LITTLE_ENDIAN").put("category", category)
                .put("uuid", (long) (algorithm + version + category).hashCode()).put("supervised", response != null)
                .put("n_features", features.length).put("n_classes", category.equals("Binomial") ? 2 : 1)
                .put("n_columns", columns.size()).put("n_domains", 0).put("balance_classes", false)
                .put("default_threshold", 0.5).put("prior_class_distrib", null).put("model_class_distrib", null)
                .put("timestamp", "2026-11-21T00:00:00.000Z");
    }

    MojoText put(String key, Object value) {
        info.put(key, value instanceof double[] numbers ? Arrays.toString(numbers)
                : value instanceof int[] numbers ? Arrays.toString(numbers) : value);
        return this;
    }

    MojoText levels(String column, String... levels) {
        domains.put(columns.indexOf(column), levels);
        return put("n_domains", domains.size());
    }

    /** Puts the files into a MOJO, below a directory that is empty or ends with a slash. */
    void into(MojoZip zip, String directory) {
        StringBuilder ini = new StringBuilder("[info]\n");
        info.forEach((key, value) -> ini.append(key).append(" = ").append(value).append('\n'));
        ini.append("\n[columns]\n");
        columns.forEach(column -> ini.append(column).append('\n'));
        ini.append("\n[domains]\n");
        int number = 0;
        for (Map.Entry<Integer, String[]> domain : domains.entrySet()) {
            String file = "d%03d.txt".formatted(number++);
            ini.append(domain.getKey()).append(": ").append(domain.getValue().length).append(' ').append(file).append('\n');
            zip.text(directory + "domains/" + file, String.join("\n", domain.getValue()) + "\n");
        }
        zip.text(directory + "model.ini", ini.toString());
    }
}

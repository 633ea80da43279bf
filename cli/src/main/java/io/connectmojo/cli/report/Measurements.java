package io.connectmojo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The metrics of each frame side by side, by H2O's names. */
final class Measurements {
    private static final Set<String> NO_METRICS = Set.of("model_checksum", "frame_checksum", "scoring_time");

    private final Map<String, Map<String, Double>> frames = new LinkedHashMap<>();

    static Measurements of(ModelPaper paper) {
        Measurements all = new Measurements();
        paper.metrics().forEach((frame, metrics) -> all.frames.put(frame, numbers(metrics)));
        paper.fresh()
                .filter(fresh -> !fresh.isEmpty())
                .ifPresent(fresh -> all.frames.put("given rows", fresh.metrics()));
        return all;
    }

    private static Map<String, Double> numbers(JsonNode metrics) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        boolean custom = metrics.path("custom_metric_name").isTextual();
        metrics.properties().forEach(entry -> {
            boolean shown = !NO_METRICS.contains(entry.getKey())
                    && (custom || !entry.getKey().startsWith("custom_metric"));
            if (shown && entry.getValue().isNumber()) {
                numbers.put(entry.getKey(), entry.getValue().asDouble());
            }
        });
        return numbers;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** The heads of the table: the metric, then each frame. */
    List<String> heads() {
        List<String> heads = new ArrayList<>(List.of("metric"));
        heads.addAll(frames.keySet());
        return heads;
    }

    List<List<String>> rows() {
        Set<String> names = new LinkedHashSet<>();
        frames.values().forEach(metrics -> names.addAll(metrics.keySet()));
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            List<String> row = new ArrayList<>(List.of(name));
            frames.values().forEach(metrics -> row.add(metrics.containsKey(name) ? Figures.of(metrics.get(name)) : ""));
            rows.add(row);
        }
        return rows;
    }
}

package io.connectmojo.metrics;

import io.connectmojo.metrics.drift.Drift;
import io.connectmojo.metrics.stats.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What there is one value for, as tags; and whether a transform has such a metric at all. */
enum TagSets {
    TRANSFORM("", metrics -> List.of(Map.of())),
    VERSIONED("", metrics -> metrics.status().release().isPresent() ? List.of(Map.of()) : List.of()),
    FOLLOWED("", metrics -> metrics.status().news().isPresent() ? List.of(Map.of()) : List.of()),
    FLEET("", metrics -> metrics instanceof FleetMetrics ? List.of(Map.of()) : List.of()),
    NUMBER("", metrics -> metrics.predictions().areNumbers() ? List.of(Map.of()) : List.of()),
    ERROR_CODE("code", metrics -> tags("code", metrics.errors().codes())),
    /** Of many those of which something was counted: a worker has as many columns as tasks times those of their models. */
    COLUMN(
            "column",
            metrics -> tags("column", metrics.columns().map(ColumnTotals::shown).orElse(List.of()))),
    UNKNOWN_LEVELS("column", metrics -> metrics.unknownLevels().areKept() ? COLUMN.tags(metrics) : List.of()),
    CLASS("class", metrics -> tags("class", metrics.predictions().classes())),
    DRIFT("", metrics -> metrics.drift().isPresent() ? List.of(Map.of()) : List.of()),
    /** Of many those that have moved, for the same reason. */
    DRIFT_COLUMN("column", metrics -> tags("column", driftColumns(metrics))),
    DRIFT_PREDICTION(
            "", metrics -> metrics.drift().filter(Drift::hasPrediction).isPresent() ? List.of(Map.of()) : List.of()),
    OUTCOME("", metrics -> metrics.outcomes().isPresent() ? List.of(Map.of()) : List.of()),
    OUTCOME_WINDOW("window", metrics -> windows(metrics, true, true)),
    CLASS_OUTCOME("window", metrics -> windows(metrics, true, false)),
    NUMBER_OUTCOME("window", metrics -> windows(metrics, false, true)),
    OUTCOME_PAIR("actual, predicted, window", TagSets::pairs),
    ARM("", metrics -> metrics.options().arm().isEmpty() ? List.of() : List.of(Map.of())),
    COMPARED("window", metrics -> windows(metrics, of -> true)),
    COMPARED_LABELS("window", metrics -> windows(metrics, Comparison::hasLabels)),
    COMPARED_SCORES("window", metrics -> windows(metrics, Comparison::hasScores)),
    COMPARED_SHIFT(
            "",
            metrics -> metrics.comparison().filter(Comparison::hasShift).isPresent() ? List.of(Map.of()) : List.of());

    /** Names of the tags, for the documentation. */
    final String tagNames;

    private final Function<ScoringMetrics, List<Map<String, String>>> tags;

    TagSets(String tagNames, Function<ScoringMetrics, List<Map<String, String>>> tags) {
        this.tagNames = tagNames;
        this.tags = tags;
    }

    /** One set of tags for each value that the transform has now. */
    List<Map<String, String>> tags(ScoringMetrics metrics) {
        return tags.apply(metrics);
    }

    private static List<Map<String, String>> tags(String name, List<String> values) {
        return values.stream().map(value -> Map.of(name, value)).toList();
    }

    private static List<String> driftColumns(ScoringMetrics metrics) {
        return metrics.drift().map(Drift::shown).orElse(List.of()).stream()
                .limit(ColumnTotals.MAX_SHOWN)
                .toList();
    }

    private static List<Map<String, String>> windows(ScoringMetrics metrics, boolean classes, boolean numbers) {
        boolean has = metrics.outcomes()
                .map(o -> o.classes().isEmpty() ? numbers : classes)
                .orElse(false);
        return has ? windows() : List.of();
    }

    private static List<Map<String, String>> windows(ScoringMetrics metrics, Predicate<Comparison> which) {
        return metrics.comparison().filter(which).isPresent() ? windows() : List.of();
    }

    private static List<Map<String, String>> windows() {
        return tags("window", Stream.of(Window.values()).map(Window::tag).toList());
    }

    private static List<Map<String, String>> pairs(ScoringMetrics metrics) {
        List<Map<String, String>> pairs = new ArrayList<>();
        metrics.outcomes().filter(Outcomes::countsPairs).ifPresent(outcomes -> {
            for (String actual : outcomes.classes()) {
                for (String predicted : outcomes.classes()) {
                    for (Window window : Window.values()) {
                        pairs.add(Map.of("actual", actual, "predicted", predicted, "window", window.tag()));
                    }
                }
            }
        });
        return pairs;
    }
}

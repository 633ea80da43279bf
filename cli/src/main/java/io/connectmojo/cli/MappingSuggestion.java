package io.connectmojo.cli;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.match.NameSuggester;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a sample's fields may fill a model's columns. What is equal but for case and separators is proposed; what is only
 * alike, or nested, or one of several, is proposed and doubtful.
 */
final class MappingSuggestion {
    private static final double SECONDS_END = 1e11;

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    static MappingSuggestion of(List<ModelColumn> columns, SampleFields sample) {
        MappingSuggestion proposal = new MappingSuggestion();
        Map<String, String> found = new LinkedHashMap<>();
        columns.forEach(
                column -> proposal.same(column.name(), sample).ifPresent(path -> found.put(column.name(), path)));
        Map<String, String> unused = sample.byLastStep();
        unused.values().removeAll(found.values());
        for (ModelColumn column : columns) {
            String path =
                    found.containsKey(column.name()) ? found.get(column.name()) : proposal.alike(column.name(), unused);
            if (path == null) {
                proposal.missing.add(column.name());
            } else {
                proposal.type(column, path, sample.values().get(path));
            }
        }
        return proposal;
    }

    /** A field of the name itself, or one that is equal but for case, separators and place. */
    private Optional<String> same(String column, SampleFields sample) {
        if (sample.has(SampleFields.step(column))) {
            return Optional.of(SampleFields.step(column));
        }
        List<String> same = sample.like(column);
        if (same.isEmpty()) {
            return Optional.empty();
        }
        fields.put(column, same.get(0));
        if (same.size() > 1) {
            doubts.add(column + " <- " + same.get(0) + ": " + String.join(", ", same.subList(1, same.size()))
                    + " would fit as well");
        }
        return Optional.of(same.get(0));
    }

    /** A field with almost the name that no other column takes; null when there is none. */
    private String alike(String column, Map<String, String> unused) {
        String near = new NameSuggester(List.copyOf(unused.keySet())).to(column);
        if (near == null) {
            return null;
        }
        String path = unused.remove(near);
        fields.put(column, path);
        doubts.add(column + " <- " + path + ": the names are only alike");
        return path;
    }

    private void type(ModelColumn column, String path, Object value) {
        if (column.kind() == ModelColumn.Kind.TIME
                && value instanceof Number number
                && number.doubleValue() != 0
                && Math.abs(number.doubleValue()) < SECONDS_END) {
            types.put(column.name(), "time(s)");
            doubts.add(column.name() + " <- " + path + ": the number looks like seconds, the model wants a time");
        }
    }

    /** Columns that are read from a field of another name or place, with its path. */
    Map<String, String> fields() {
        return fields;
    }

    Map<String, String> types() {
        return types;
    }

    /** Columns for which no field was found. */
    List<String> missing() {
        return missing;
    }

    /** What a person should look at, one line each. */
    List<String> doubts() {
        return doubts;
    }
}

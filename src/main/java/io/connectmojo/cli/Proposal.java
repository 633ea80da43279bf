package io.connectmojo.cli;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.row.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a sample's fields may fill a model's columns. What is equal but for case and separators is proposed; what is only
 * alike, or nested, or one of several, is proposed and doubtful.
 */
final class Proposal {
    private static final double SECONDS_END = 1e11;

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    static Proposal of(List<ModelColumn> columns, SampleFields sample) {
        Proposal proposal = new Proposal();
        Map<String, String> byLastStep = sample.byLastStep();
        columns.forEach(column -> byLastStep.remove(column.name()));
        Nearest nearest = new Nearest(List.copyOf(byLastStep.keySet()));
        for (ModelColumn column : columns) {
            String path = proposal.path(column.name(), sample, nearest, byLastStep);
            if (path == null) {
                proposal.missing.add(column.name());
            } else {
                proposal.type(column, path, sample.values().get(path));
            }
        }
        return proposal;
    }

    private String path(String column, SampleFields sample, Nearest nearest, Map<String, String> byLastStep) {
        String same = SampleFields.step(column);
        if (sample.has(same)) {
            return same;
        }
        List<String> alike = sample.like(column);
        if (!alike.isEmpty()) {
            fields.put(column, alike.get(0));
            if (alike.size() > 1) {
                doubts.add(column + " <- " + alike.get(0) + ": " + String.join(", ", alike.subList(1, alike.size()))
                        + " would fit as well");
            }
            return alike.get(0);
        }
        String near = nearest.to(column);
        if (near == null) {
            return null;
        }
        fields.put(column, byLastStep.get(near));
        doubts.add(column + " <- " + byLastStep.get(near) + ": the names are only alike");
        return byLastStep.get(near);
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

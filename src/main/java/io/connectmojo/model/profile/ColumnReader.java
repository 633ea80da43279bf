package io.connectmojo.model.profile;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one of a profile's columns. */
final class ColumnReader {
    /** How far shares may add up to more than one. */
    private static final double ROUNDING = 1e-6;

    private final ProfileJson json;
    private final BinMembers bins;
    private final Map<String, Double> levels = new LinkedHashMap<>();
    private String name = "";
    private String type = "";
    private double missing;
    private double other;

    ColumnReader(ProfileJson json) {
        this.json = json;
        this.bins = new BinMembers(json);
    }

    ColumnProfile read() throws IOException {
        json.object(this::take);
        requireWhole(levels, missing + other);
        return switch (type) {
            case ColumnProfile.Categorical.TYPE -> new ColumnProfile.Categorical(name, missing, levels, other);
            case ColumnProfile.Numeric.NUMBER -> new ColumnProfile.Numeric(name, false, missing, bins.bins());
            case ColumnProfile.Numeric.TIME -> new ColumnProfile.Numeric(name, true, missing, bins.bins());
            default -> throw new BrokenProfile("a column's type is none of numeric, categorical, time");
        };
    }

    private boolean take(String member) throws IOException {
        switch (member) {
            case "name" -> name = json.text();
            case "type" -> type = json.text();
            case "missing" -> missing = json.share();
            case "other" -> other = json.share();
            case "levels" -> json.shares(levels);
            default -> {
                return bins.take(member);
            }
        }
        return true;
    }

    static void requireWhole(Map<String, Double> shares, double others) {
        if (shares.values().stream().mapToDouble(Double::doubleValue).sum() + others > 1 + ROUNDING) {
            throw new BrokenProfile("shares add up to more than 1");
        }
    }
}

package io.connectmojo.model.profile;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The members of an object that tell a distribution; others may stand between them. For one object. */
final class BinMembers {
    private static final int MAX_BINS = 1000;

    private final ProfileJson json;
    private double min = Double.NaN;
    private double max = Double.NaN;
    private List<Double> edges = List.of();
    private List<Long> counts = List.of();

    BinMembers(ProfileJson json) {
        this.json = json;
    }

    boolean take(String name) throws IOException {
        switch (name) {
            case "min" -> min = json.number();
            case "max" -> max = json.number();
            case "edges" -> edges = json.list(MAX_BINS, "edges", json::number);
            case "counts" -> counts = json.list(MAX_BINS, "counts", json::count);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What the members have told; empty when they have told no bins. */
    Optional<QuantileBins> bins() {
        if (edges.isEmpty() && counts.isEmpty()) {
            return Optional.empty();
        }
        try {
            QuantileBins bins = new QuantileBins(
                    min,
                    unboxed(edges),
                    counts.stream().mapToLong(Long::longValue).toArray());
            if (bins.max() != max) {
                throw new BrokenProfile("a largest value is not the last edge");
            }
            return Optional.of(bins);
        } catch (IllegalArgumentException e) {
            throw new BrokenProfile("in its bins " + e.getMessage());
        }
    }

    static double[] unboxed(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

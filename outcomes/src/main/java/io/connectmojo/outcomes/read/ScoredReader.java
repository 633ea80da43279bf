package io.connectmojo.outcomes.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Picks out of a record what counts. Anything thrown says that the record is bad. */
public record ScoredReader(ScoredFields fields) {
    private static final double[] NONE = {};

    /** @param record a Map or GenericRecord */
    public Scored read(Object record) throws IOException {
        String actual =
                fields.actual() == null ? null : RecordReader.label(RecordReader.field(record, fields.actual()));
        String predicted = RecordReader.label(RecordReader.field(record, fields.predicted()));
        Boolean high = high(record);
        if (predicted == null) {
            return Scored.of(actual, null, high);
        }
        Beside beside = Beside.of(record, fields.predicted());
        String model = RecordReader.label(beside.get("model"));
        String arm = RecordReader.label(beside.get("arm"));
        if (fields.numbers()) {
            double[] numbers = {
                Double.NaN, Scored.finite(predicted), number(beside.get("lower")), number(beside.get("upper"))
            };
            Scored scored = new Scored(null, predicted, high, model, arm, List.of(), NONE, numbers);
            return actual == null ? scored : scored.with(actual);
        }
        List<String> classes = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        beside.probabilities((name, value) -> {
            classes.add(name);
            shares.add(value instanceof Number share ? share.doubleValue() : Double.NaN);
        });
        boolean all = shares.stream().allMatch(share -> share >= 0 && share <= 1);
        double[] probabilities =
                shares.stream().mapToDouble(Double::doubleValue).toArray();
        return new Scored(
                actual, predicted, high, model, arm, all ? classes : List.of(), all ? probabilities : NONE, NONE);
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private Boolean high(Object record) throws IOException {
        Object score = fields.score() == null ? null : RecordReader.field(record, fields.score());
        if (score == null) {
            return null;
        }
        if (score instanceof Number number) {
            return number.doubleValue() >= fields.scoreFrom();
        }
        throw new IOException("the score is no number");
    }

    /**
     * The outputs beside a prediction.
     *
     * @param parent what holds it
     * @param prefix of their names; empty in the nested layout
     */
    private record Beside(Object parent, String prefix) {
        static Beside of(Object record, String path) {
            int dot = path.indexOf('.');
            if (dot >= 0 && RecordReader.member(record, path) == null) {
                return of(RecordReader.member(record, path.substring(0, dot)), path.substring(dot + 1));
            }
            return new Beside(record, path.equals("label") || path.equals("value") ? "" : path + "_");
        }

        Object get(String name) {
            return RecordReader.member(parent, prefix + name);
        }

        void probabilities(BiConsumer<String, Object> each) {
            String start = prefix + "p_";
            if (prefix.isEmpty()) {
                if (get("probabilities") instanceof Map<?, ?> map) {
                    map.forEach((name, value) -> each.accept(name.toString(), value));
                }
            } else if (parent instanceof Map<?, ?> map) {
                map.forEach((name, value) -> {
                    if (name instanceof String text && text.startsWith(start)) {
                        each.accept(text.substring(start.length()), value);
                    }
                });
            } else if (parent instanceof GenericRecord avro) {
                for (Schema.Field field : avro.getSchema().getFields()) {
                    if (field.name().startsWith(start)) {
                        each.accept(field.name().substring(start.length()), avro.get(field.pos()));
                    }
                }
            }
        }
    }
}

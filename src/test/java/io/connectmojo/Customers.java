package io.connectmojo;

import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cases.Oracle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** The rows that many of the models for tests were trained on, as records of every kind, and H2O's own answers of two models. */
final class Customers {
    static final ModelFolder GBM = ModelFolder.of("trained/gbm_regression");
    static final ModelFolder DRF = ModelFolder.of("trained/drf_regression");

    private static final CsvFile INPUT = GBM.input();
    static final int ROWS = INPUT.rows().size();

    private Customers() {}

    static List<String> columns() {
        return INPUT.header();
    }

    /** A row with further fields, whose texts stand in pairs of name and value. */
    static Map<String, Object> row(int row, Object... further) {
        Map<String, Object> cells = new LinkedHashMap<>();
        INPUT.header().forEach(column -> cells.put(column, INPUT.cell(row, column)));
        for (int i = 0; i < further.length; i += 2) {
            cells.put((String) further[i], further[i + 1]);
        }
        return cells;
    }

    /** @param kind {@code struct}, {@code map}, {@code json} or {@code delimited} */
    static SinkRecord record(String kind, Object key, Map<String, Object> row) {
        return switch (kind) {
            case "struct" -> {
                SchemaBuilder builder = SchemaBuilder.struct();
                row.keySet().forEach(name -> builder.field(name, Schema.OPTIONAL_STRING_SCHEMA));
                Struct struct = new Struct(builder.build());
                row.forEach((name, value) -> struct.put(name, value == null ? null : value.toString()));
                yield record(key, struct.schema(), struct);
            }
            case "map" -> record(key, null, row);
            case "json" -> {
                List<String> members = new ArrayList<>();
                row.forEach((name, value) ->
                        members.add("\"" + name + "\":" + (value == null ? "null" : "\"" + value + "\"")));
                yield record(key, Schema.STRING_SCHEMA, "{" + String.join(",", members) + "}");
            }
            default ->
                record(
                        key,
                        Schema.STRING_SCHEMA,
                        String.join(
                                ",",
                                row.values().stream()
                                        .map(value -> value == null ? "" : value.toString())
                                        .toList()));
        };
    }

    static SinkRecord record(Object key, Schema schema, Object value) {
        return new SinkRecord("customers", 2, null, key, schema, value, 17);
    }

    /** Settings that read that kind of record. */
    static Map<String, String> format(String kind, String... furtherColumns) {
        Map<String, String> settings = new HashMap<>();
        if (kind.equals("json") || kind.equals("delimited")) {
            settings.put("input.format", kind);
        }
        if (kind.equals("delimited")) {
            List<String> columns = new ArrayList<>(columns());
            columns.addAll(List.of(furtherColumns));
            settings.put("input.delimited.columns", String.join(",", columns));
        }
        return settings;
    }

    static MojoScorer.Value<SinkRecord> scorer(Map<String, String> settings) {
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(settings);
        return scorer;
    }

    /** By row, what H2O's wrapper answers, as {@link Oracle#answer} gives it. */
    static List<Map<String, Object>> answers(ModelFolder model) throws Exception {
        Oracle oracle = new Oracle(model.model());
        List<Map<String, Object>> answers = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            answers.add(oracle.answer(model.input(), row, "").orElseThrow());
        }
        return answers;
    }
}

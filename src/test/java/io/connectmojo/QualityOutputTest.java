package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What was guessed and why a record has no prediction stands in the record: {@code output.include=quality,error}. */
class QualityOutputTest {
    private static final List<String> MEMBERS = List.of("missing", "unknown", "invalid", "out_of_range", "error");

    /** The forms of a record, and how one is made and read. */
    enum Form {
        STRUCT,
        MAP,
        JSON,
        DELIMITED;

        String[] settings(String... more) {
            List<String> settings = new ArrayList<>(Arrays.asList(more));
            if (this == JSON || this == DELIMITED) {
                settings.addAll(List.of("input.format", name().toLowerCase(java.util.Locale.ROOT)));
            }
            if (this == DELIMITED) {
                settings.addAll(List.of("input.delimited.columns", Houses.COLUMNS));
            }
            settings.addAll(List.of("output.include", "quality,error"));
            return settings.toArray(new String[0]);
        }

        SinkRecord record(Map<String, Object> fields) throws Exception {
            return switch (this) {
                case STRUCT -> Houses.record(texts(fields).schema(), texts(fields));
                case MAP -> Houses.record(null, fields);
                case JSON -> Houses.record(null, new ObjectMapper().writeValueAsString(fields));
                case DELIMITED ->
                    Houses.record(
                            null,
                            fields.values().stream()
                                    .map(value -> value == null ? "" : value.toString())
                                    .collect(Collectors.joining(",")));
            };
        }

        /** The fields behind those of the house; texts where they are cells of a line. */
        Map<String, Object> added(SinkRecord record) throws Exception {
            Map<String, Object> all = new LinkedHashMap<>();
            if (record.value() instanceof Struct struct) {
                struct.schema().fields().forEach(field -> all.put(field.name(), struct.get(field)));
            } else if (record.value() instanceof Map<?, ?> map) {
                map.forEach((name, value) -> all.put((String) name, value));
            } else if (this == JSON) {
                new ObjectMapper()
                        .readTree((String) record.value())
                        .properties()
                        .forEach(member -> all.put(
                                member.getKey(),
                                member.getValue().isNull()
                                        ? null
                                        : member.getValue().isInt()
                                                ? member.getValue().intValue()
                                                : member.getValue().asText()));
            } else {
                String[] cells = ((String) record.value()).split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
                List<String> names = List.of(
                        "prediction",
                        "prediction_missing",
                        "prediction_unknown",
                        "prediction_invalid",
                        "prediction_out_of_range",
                        "prediction_error");
                for (int i = 0; i < names.size(); i++) {
                    String cell = cells[Houses.SCHEMA.fields().size() + i];
                    all.put(
                            names.get(i),
                            cell.isEmpty()
                                    ? null
                                    : cell.replaceAll("^\"|\"$", "").replace("\"\"", "\""));
                }
            }
            Houses.SCHEMA.fields().forEach(field -> all.remove(field.name()));
            return all;
        }

        private static Struct texts(Map<String, Object> fields) {
            SchemaBuilder schema = SchemaBuilder.struct();
            fields.keySet().forEach(name -> schema.field(name, Schema.OPTIONAL_STRING_SCHEMA));
            Struct struct = new Struct(schema.build());
            fields.forEach((name, value) -> struct.put(name, value == null ? null : value.toString()));
            return struct;
        }
    }

    @ParameterizedTest
    @EnumSource
    void guessedCells_areCountedInTheirRecord(Form form) throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(form.settings("input.invalid.values", "na"))) {
            for (int i = 0; i < 2; i++) {
                Map<String, Object> guessed = form.added(scorer.apply(form.record(spoiled())));
                assertThat(guessed).containsKeys("prediction", "prediction_missing", "prediction_error");
                assertThat(number(guessed, "prediction"))
                        .isEqualTo(Houses.price(Map.of(
                                "sqft",
                                Double.NaN,
                                "main_flooring_type",
                                Double.NaN,
                                "has_pool",
                                Double.NaN,
                                "stories",
                                Double.NaN)));
                assertThat(counts(guessed)).containsExactly(2.0, 1.0, 1.0, 0.0);
                assertThat(guessed.get("prediction_error")).isNull();
                Map<String, Object> whole = form.added(scorer.apply(form.record(words())));
                assertThat(number(whole, "prediction")).isEqualTo(Houses.price());
                assertThat(counts(whole)).containsExactly(0.0, 0.0, 0.0, 0.0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void failedRecord_holdsItsErrorAlone(Form form) throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(form.settings("on.error", "null"))) {
            SinkRecord failed = scorer.apply(form.record(spoiled()));
            Map<String, Object> outputs = form.added(failed);
            Object line = failed.headers().lastWithName("mojo.error").value();
            assertThat((String) line).startsWith("MOJO-D004").doesNotContain("many");
            assertThat(outputs.remove("prediction_error")).isEqualTo(line);
            assertThat(outputs.keySet())
                    .containsExactly(
                            "prediction",
                            "prediction_missing",
                            "prediction_unknown",
                            "prediction_invalid",
                            "prediction_out_of_range");
            assertThat(outputs.values()).containsOnlyNulls();
            assertThat(form.added(scorer.apply(form.record(words()))).get("prediction_error"))
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STRUCT", "MAP"})
    void nestedOutput_holdsCountsOrTheError(Form form) throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer(form.settings("on.error", "null", "output.layout", "nested"))) {
            Map<String, Object> scored = nested(form.added(scorer.apply(form.record(words()))));
            assertThat(scored).containsEntry("value", Houses.price()).containsEntry("error", null);
            assertThat(scored)
                    .containsEntry("missing", 0)
                    .containsEntry("unknown", 0)
                    .containsEntry("invalid", 0)
                    .containsEntry("out_of_range", 0);
            SinkRecord failed = scorer.apply(form.record(spoiled()));
            Map<String, Object> outputs = nested(form.added(failed));
            assertThat(outputs.remove("error"))
                    .isEqualTo(failed.headers().lastWithName("mojo.error").value());
            assertThat(outputs.keySet()).containsExactly("value", "missing", "unknown", "invalid", "out_of_range");
            assertThat(outputs.values()).containsOnlyNulls();
        }
    }

    @ParameterizedTest
    @EnumSource
    void headers_holdCountsOrTheError(Form form) throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer(form.settings("on.error", "null", "output.destination", "headers"))) {
            SinkRecord scored = scorer.apply(form.record(words()));
            assertThat(header(scored, "prediction_missing").value()).isEqualTo(0);
            assertThat(header(scored, "prediction_error").value()).isNull();
            SinkRecord failed = scorer.apply(form.record(spoiled()));
            assertThat(header(failed, "prediction_error").value())
                    .isEqualTo(failed.headers().lastWithName("mojo.error").value());
            for (String name : List.of(
                    "prediction",
                    "prediction_missing",
                    "prediction_unknown",
                    "prediction_invalid",
                    "prediction_out_of_range")) {
                assertThat(header(failed, name).value()).as(name).isNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"fail,STRUCT", "replace,STRUCT", "keep,STRUCT", "fail,MAP", "replace,MAP", "keep,MAP", "keep,JSON"})
    void errorUnderAnExistingName_followsTheSetting(String existing, Form form) throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer(form.settings("on.error", "null", "output.existing", existing))) {
            for (String before : Arrays.asList("before", null)) {
                Map<String, Object> fields = spoiled();
                fields.put("prediction_error", before);
                SinkRecord failed = scorer.apply(form.record(fields));
                Object line = failed.headers().lastWithName("mojo.error").value();
                boolean stays = existing.equals("fail") || existing.equals("keep") && before != null;
                assertThat(form.added(failed).get("prediction_error")).isEqualTo(stays ? before : line);
            }
        }
    }

    /** Two cells are missing, one level is unknown, one value is invalid. */
    private static Map<String, Object> spoiled() {
        Map<String, Object> fields = words();
        fields.put("sqft", "many");
        fields.put("main_flooring_type", "marble");
        fields.put("has_pool", null);
        fields.put("stories", "NA");
        return fields;
    }

    /** The house with words for its booleans, so that all its values can be texts. */
    private static Map<String, Object> words() {
        Map<String, Object> fields = Houses.map();
        fields.replaceAll((name, value) -> value instanceof Boolean flag ? flag ? "yes" : "no" : value);
        return fields;
    }

    private static List<Double> counts(Map<String, Object> outputs) {
        return MEMBERS.subList(0, 4).stream()
                .map(name -> number(outputs, "prediction_" + name))
                .toList();
    }

    private static double number(Map<String, Object> outputs, String name) {
        return Double.parseDouble(outputs.get(name).toString());
    }

    private static Map<String, Object> nested(Map<String, Object> outputs) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (outputs.get("prediction") instanceof Struct struct) {
            struct.schema().fields().forEach(field -> members.put(field.name(), struct.get(field)));
        } else {
            ((Map<?, ?>) outputs.get("prediction")).forEach((name, value) -> members.put((String) name, value));
        }
        return members;
    }

    private static Header header(SinkRecord record, String name) {
        return record.headers().lastWithName("mojo." + name);
    }
}

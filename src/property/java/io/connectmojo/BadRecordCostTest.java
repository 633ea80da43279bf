package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.ModelFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A storm of records that cannot be scored costs at most twice what as many records of the same schema cost that can be, or a microsecond
 * more each where a record is scored in less than that.
 */
@Tag("property")
class BadRecordCostTest {
    private static final double TIMES = 2;

    /** What it may cost besides where scoring costs next to nothing: a fraction of what a worker spends on any record. */
    private static final int NANOS = 1_000;

    private static final int STORM = 300;

    /** An unlucky measurement is made again. */
    private static final int ATTEMPTS = 4;

    /** What is wrong with each record of a storm. */
    enum Fault {
        /** All columns but one have no field. */
        NO_FIELDS("MOJO-D002"),
        /** The same, and the other names are those of this record alone. */
        OTHER_NAMES("MOJO-D002"),
        /** One column has no field. */
        ONE_MISSING("MOJO-D002"),
        /** Every number is a word. */
        WORDS("MOJO-D004"),
        /** The same, but the words might be numbers in base64, which the message says. */
        LONG_WORDS("MOJO-D004"),
        /** One number is a word, in each record another one. */
        ONE_WORD("MOJO-D004");

        final String code;

        Fault(String code) {
            this.code = code;
        }
    }

    /** A model whose records are stormed. */
    enum Of {
        WIDE {
            @Override
            Map<String, Object> good() {
                Map<String, Object> good = new LinkedHashMap<>();
                for (int i = 0; i < WideModel.COLUMNS; i++) {
                    good.put("column_" + i, i + 0.5);
                }
                return good;
            }

            @Override
            void model(Map<String, String> config) {
                config.put("model.class", WideModel.class.getName());
            }
        },
        FLOWERS {
            @Override
            Map<String, Object> good() {
                return new LinkedHashMap<>(
                        Map.of("sepal_length", 5.1, "sepal_width", 3.5, "petal_length", 1.4, "petal_width", 0.2));
            }

            @Override
            void model(Map<String, String> config) {
                config.put("model.path", ModelFolder.of("iris").model().toString());
            }
        },
        HOUSES {
            @Override
            Map<String, Object> good() {
                return Houses.map();
            }

            @Override
            void model(Map<String, String> config) {
                config.put("model.path", Houses.MODEL.model().toString());
            }
        };

        abstract Map<String, Object> good();

        abstract void model(Map<String, String> config);
    }

    /** How the fields of a record become its value. */
    enum Format {
        MAP {
            @Override
            Object value(Map<String, Object> fields) {
                return fields;
            }
        },
        STRUCT {
            private final Map<String, Schema> schemas = new HashMap<>();

            @Override
            Object value(Map<String, Object> fields) {
                SchemaBuilder schema = SchemaBuilder.struct();
                fields.forEach((name, value) -> schema.field(name, SCHEMAS.get(value.getClass())));
                Struct struct = new Struct(schemas.computeIfAbsent(
                        schema.fields().stream().map(Field::toString).collect(Collectors.joining()),
                        key -> schema.build()));
                fields.forEach(struct::put);
                return struct;
            }
        },
        JSON {
            @Override
            Object value(Map<String, Object> fields) {
                try {
                    return new ObjectMapper().writeValueAsString(fields);
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                }
            }
        };

        private static final Map<Class<?>, Schema> SCHEMAS = Map.of(
                Byte.class, Schema.INT8_SCHEMA,
                Short.class, Schema.INT16_SCHEMA,
                Integer.class, Schema.INT32_SCHEMA,
                Long.class, Schema.INT64_SCHEMA,
                Float.class, Schema.FLOAT32_SCHEMA,
                Double.class, Schema.FLOAT64_SCHEMA,
                Boolean.class, Schema.BOOLEAN_SCHEMA,
                String.class, Schema.STRING_SCHEMA);

        abstract Object value(Map<String, Object> fields);
    }

    record Case(Of model, Format format, Fault fault, String onError) {
        List<SinkRecord> storm() {
            return IntStream.range(0, STORM).mapToObj(i -> record(bad(i))).toList();
        }

        /** As many objects as a storm has, so that neither is nearer to the processor. */
        List<SinkRecord> fairWeather() {
            return IntStream.range(0, STORM).mapToObj(i -> record(good(i))).toList();
        }

        /** Structs of one schema are good or bad: where the bad one has a word, the good one has the number as a text. */
        private Map<String, Object> good(int i) {
            Map<String, Object> good = model.good();
            if (format == Format.STRUCT) {
                Map<String, Object> bad = bad(i);
                good.replaceAll((name, value) ->
                        value instanceof Number && bad.get(name) instanceof String ? value.toString() : value);
            }
            return good;
        }

        private Map<String, Object> bad(int i) {
            Map<String, Object> bad = model.good();
            List<String> numbers = bad.entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof Number)
                    .map(Map.Entry::getKey)
                    .toList();
            switch (fault) {
                case NO_FIELDS, OTHER_NAMES -> {
                    bad.keySet().retainAll(List.of(numbers.get(0)));
                    bad.put(fault == Fault.NO_FIELDS ? "kolumn_8" : "kolumn_8" + i, 1.5);
                }
                case ONE_MISSING -> bad.remove(numbers.get(0));
                case WORDS -> numbers.forEach(name -> bad.put(name, "hello"));
                case LONG_WORDS -> numbers.forEach(name -> bad.put(name, "longword"));
                case ONE_WORD -> bad.put(numbers.get(i % numbers.size()), "hello");
            }
            return bad;
        }

        private SinkRecord record(Map<String, Object> fields) {
            Object value = format.value(fields);
            Schema schema = value instanceof Struct struct ? struct.schema() : null;
            return new SinkRecord("t", 0, null, null, schema, value, 0);
        }

        MojoScorer.Value<SinkRecord> scorer() {
            Map<String, String> config = new HashMap<>();
            model.model(config);
            config.put("input.format", format == Format.JSON ? "json" : "connect");
            config.put("on.error", onError);
            MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
            scorer.configure(config);
            return scorer;
        }
    }

    /** A storm of Structs that have a schema each is one of new schemas, and told of as such. */
    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Of model : Of.values()) {
            for (Format format : Format.values()) {
                for (Fault fault : Fault.values()) {
                    for (String onError : List.of("fail", "null")) {
                        cases.add(new Case(model, format, fault, onError));
                    }
                }
            }
        }
        cases.removeIf(each -> each.format == Format.STRUCT
                && (each.fault == Fault.OTHER_NAMES || each.fault == Fault.ONE_WORD && each.model == Of.WIDE));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void storm_costsLittleMoreThanScoring(Case storm) throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = storm.scorer()) {
            List<SinkRecord> fair = storm.fairWeather();
            List<SinkRecord> records = storm.storm();
            if (storm.onError().equals("fail")) {
                assertThatThrownBy(() -> scorer.apply(records.get(0))).hasMessageStartingWith(storm.fault().code);
            }
            Runnable goods = () -> fair.forEach(scorer::apply);
            Runnable bads = () -> records.forEach(record -> refuse(scorer, record));
            Cost.onTheStackOfATask(() -> {
                Cost.times(40, goods).run();
                Cost.times(40, bads).run();
                double most = 0;
                double bad = 1;
                for (int attempt = 0; attempt < ATTEMPTS && bad > most; attempt++) {
                    Cost.Pair cost = Cost.inTurn(bads, goods);
                    bad = cost.one() / STORM;
                    double good = cost.other() / STORM;
                    most = Math.max(TIMES * good, good + NANOS);
                }
                assertThat(bad).as("nanoseconds of a bad record").isLessThanOrEqualTo(most);
            });
        }
    }

    /** What is kept for equal problems is never told of others. */
    @ParameterizedTest
    @EnumSource(Of.class)
    void refusals_tellOfTheirOwnRecord(Of model) {
        Case storm = new Case(model, Format.MAP, Fault.ONE_WORD, "fail");
        List<String> numbers = model.good().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Number)
                .map(Map.Entry::getKey)
                .toList();
        try (MojoScorer.Value<SinkRecord> scorer = storm.scorer()) {
            for (int round = 0; round < 2; round++) {
                List<SinkRecord> records = storm.storm();
                for (int i = 0; i < records.size(); i++) {
                    SinkRecord record = records.get(i);
                    assertThatThrownBy(() -> scorer.apply(record))
                            .isExactlyInstanceOf(DataException.class)
                            .hasMessageStartingWith(storm.fault().code)
                            .hasMessageContaining("[column '" + numbers.get(i % numbers.size()) + "',");
                }
            }
        }
    }

    private static void refuse(MojoScorer.Value<SinkRecord> scorer, SinkRecord record) {
        try {
            scorer.apply(record);
        } catch (DataException refused) {
            if (!refused.getMessage().startsWith("MOJO-D")) {
                throw refused;
            }
        }
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A storm of records that cannot be scored costs at most twice what as many records cost that can be. */
@Tag("property")
class BadRecordCostTest {
    private static final double LIMIT = 2;
    private static final int STORM = 500;

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

    record Case(Of model, String format, Fault fault, String onError) {
        List<SinkRecord> storm() {
            List<SinkRecord> storm = new ArrayList<>();
            for (int i = 0; i < STORM; i++) {
                storm.add(record(bad(i)));
            }
            return storm;
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
                case ONE_WORD -> bad.put(numbers.get(i % numbers.size()), "hello");
            }
            return bad;
        }

        SinkRecord good() {
            return record(model.good());
        }

        private SinkRecord record(Map<String, Object> fields) {
            Object value = format.equals("json") ? json(fields) : fields;
            return new SinkRecord("t", 0, null, null, null, value, 0);
        }

        private static String json(Map<String, Object> fields) {
            try {
                return new ObjectMapper().writeValueAsString(fields);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        MojoScorer.Value<SinkRecord> scorer() {
            Map<String, String> config = new HashMap<>();
            model.model(config);
            config.put("input.format", format);
            config.put("on.error", onError);
            MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
            scorer.configure(config);
            return scorer;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Of model : Of.values()) {
            for (String format : List.of("connect", "json")) {
                for (Fault fault : Fault.values()) {
                    for (String onError : List.of("fail", "null")) {
                        cases.add(new Case(model, format, fault, onError));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void storm_costsAtMostTwice(Case storm) throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = storm.scorer()) {
            SinkRecord good = storm.good();
            List<SinkRecord> records = storm.storm();
            if (storm.onError().equals("fail")) {
                assertThatThrownBy(() -> scorer.apply(records.get(0))).hasMessageStartingWith(storm.fault().code);
            }
            Runnable goods = Cost.times(STORM, () -> scorer.apply(good));
            Runnable bads = () -> records.forEach(record -> refuse(scorer, record));
            Cost.onTheStackOfATask(() -> {
                Cost.times(6, goods).run();
                Cost.times(6, bads).run();
                double ratio = Cost.ratio(bads, goods, LIMIT);
                System.err.printf("RATIO %s %.2f  %d ns%n", storm, ratio, Cost.nanos(goods) / STORM);
                assertThat(ratio).isLessThan(LIMIT);
            });
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

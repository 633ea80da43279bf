package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.predicates.TopicNameMatches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Debezium's records that are no data pass. Names and fields of the schemas are those of {@code io.debezium.schema.SchemaFactory} 3.6;
 * real ones pass through a real worker in the integration tests.
 */
class ControlRecordsTest {
    private static final String COMMON = "io.debezium.connector.common.";
    private static final Schema HEARTBEAT = SchemaBuilder.struct()
            .name(COMMON + "Heartbeat")
            .version(1)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .build();
    private static final Schema TRANSACTION = SchemaBuilder.struct()
            .name(COMMON + "TransactionMetadataValue")
            .version(1)
            .field("status", Schema.STRING_SCHEMA)
            .field("id", Schema.STRING_SCHEMA)
            .field("event_count", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .build();
    private static final Schema SCHEMA_CHANGE = SchemaBuilder.struct()
            .name("io.debezium.connector.mysql.SchemaChangeValue")
            .version(1)
            .field("databaseName", Schema.OPTIONAL_STRING_SCHEMA)
            .field("ddl", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    static Stream<Struct> controlValues() {
        return Stream.of(
                new Struct(HEARTBEAT).put("ts_ms", 1714979289123L),
                new Struct(TRANSACTION)
                        .put("status", "END")
                        .put("id", "571:53195829")
                        .put("event_count", 2L)
                        .put("ts_ms", 1714979289123L),
                new Struct(SCHEMA_CHANGE).put("ddl", "alter table houses add column a int"));
    }

    @ParameterizedTest
    @MethodSource("controlValues")
    void controlRecord_passesUntouched(Struct value) {
        SourceRecord control = record(value.schema(), value);
        SourceRecord house = record(Houses.SCHEMA, Houses.struct());
        for (String place : List.of("record", "headers")) {
            try (MojoScorer.Value<SourceRecord> scorer = scorer("output.destination", place)) {
                assertThat(scorer.apply(control)).isSameAs(control);
                assertThat(scorer.apply(house)).isNotSameAs(house);
                assertThat(scorer.apply(control)).isSameAs(control);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("controlValues")
    void controlRecord_passesWhereKeysAreScored(Struct value) {
        Schema serverName = SchemaBuilder.struct()
                .name(COMMON + "ServerNameKey")
                .field("serverName", Schema.STRING_SCHEMA)
                .build();
        Struct key = new Struct(serverName).put("serverName", "shop");
        SourceRecord control =
                new SourceRecord(Map.of(), Map.of(), "houses", null, serverName, key, value.schema(), value);
        try (MojoScorer.Key<SourceRecord> scorer = new MojoScorer.Key<>()) {
            scorer.configure(Houses.config());
            assertThat(scorer.apply(control)).isSameAs(control);
        }
    }

    @Test
    void schemaOfAnotherName_isNoControlRecord() {
        for (String name :
                List.of("shop.Heartbeat", "SchemaChangeValue", "io.debezium.connector.mysql.SchemaChangeKey")) {
            Schema other = SchemaBuilder.struct()
                    .name(name)
                    .field("ts_ms", Schema.INT64_SCHEMA)
                    .build();
            SourceRecord record = record(other, new Struct(other).put("ts_ms", 1L));
            try (MojoScorer.Value<SourceRecord> scorer = scorer()) {
                assertThatThrownBy(() -> scorer.apply(record))
                        .as(name)
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("MOJO-D");
            }
        }
    }

    @Test
    void heartbeatWithoutSchema_isRefused() {
        try (MojoScorer.Value<SourceRecord> scorer = scorer()) {
            assertThatThrownBy(() -> scorer.apply(record(null, Map.of("ts_ms", 1714979289123L))))
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void predicateOfTheRecipe_selectsTheTablesAlone() throws Exception {
        String recipe =
                Files.readString(Path.of("docs/recipes.md")).split("## Leave out Debezium's control records")[1];
        Properties settings = new Properties();
        settings.load(new StringReader(recipe.split("```")[1].replaceFirst("properties\n", "")));
        List<String> topics = List.of("shop.public.houses", "__debezium-heartbeat.shop", "shop.transaction", "shop");
        assertThat(topics).allSatisfy(topic -> {
            assertThat(topic).matches(settings.getProperty("topics.regex"));
            assertThat(recipe).contains("| `" + topic + "` |");
        });
        try (TopicNameMatches<SourceRecord> predicate = new TopicNameMatches<>()) {
            predicate.configure(Map.of("pattern", settings.getProperty("predicates.tables.pattern")));
            assertThat(topics)
                    .filteredOn(topic -> predicate.test(new SourceRecord(Map.of(), Map.of(), topic, null, "")))
                    .containsExactly("shop.public.houses");
        }
    }

    private static MojoScorer.Value<SourceRecord> scorer(String... settings) {
        MojoScorer.Value<SourceRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(Houses.config(settings));
        return scorer;
    }

    private static SourceRecord record(Schema schema, Object value) {
        return new SourceRecord(Map.of(), Map.of(), "houses", schema, value);
    }
}

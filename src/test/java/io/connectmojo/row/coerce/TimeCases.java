package io.connectmojo.row.coerce;

import static io.connectmojo.row.coerce.CoercionCases.WORDS;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** The part of the written table that is about dates and times. */
final class TimeCases {
    private final CoercionCases cases;

    TimeCases(CoercionCases cases) {
        this.cases = cases;
    }

    void addAll() {
        kafkaTimes();
        debeziumTimes();
        debeziumTimesOfDay();
        javaTimes();
    }

    private void kafkaTimes() {
        cases.type(
                "Kafka Date",
                org.apache.kafka.connect.data.Date.builder().optional().build());
        cases.add(
                new Date(1714953600000L),
                "2024-05-06",
                "1714953600000",
                List.of("2024-05-06"),
                "'2024-05-06'",
                "1714953600000");
        cases.type(
                "Kafka Timestamp, java.util.Date",
                Timestamp.builder().optional().build());
        cases.add(
                new Date(1714979289123L),
                "2024-05-06T07:08:09.123Z",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123Z"),
                "'2024-05-06T07:08:09.123Z'",
                "1714979289123");
        cases.add(new Date(-1), "1969-12-31T23:59:59.999Z", "-1", WORDS, "unknown", "-1");
        cases.type("Kafka Time", Time.builder().optional().build());
        cases.add(new Date(25689000L), "07:08:09", "25689000", List.of("07:08:09"), "'07:08:09'", "invalid");
    }

    private void debeziumTimes() {
        cases.type("`io.debezium.time.Date`", CoercionCases.named(SchemaBuilder.int32(), "io.debezium.time.Date"));
        cases.add(19849, "19849 days", "1714953600000", List.of("2024-05-06"), "'2024-05-06'", "1714953600000");
        cases.add(-1, "-1 day", "-86400000", List.of("1969-12-31"), "'1969-12-31'", "-86400000");
        cases.type(
                "`io.debezium.time.Timestamp`",
                CoercionCases.named(SchemaBuilder.int64(), "io.debezium.time.Timestamp"));
        cases.add(
                1714979289123L,
                "1714979289123 ms",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123Z"),
                "'2024-05-06T07:08:09.123Z'",
                "1714979289123");
        cases.type(
                "`io.debezium.time.MicroTimestamp`",
                CoercionCases.named(SchemaBuilder.int64(), "io.debezium.time.MicroTimestamp"));
        cases.add(
                1714979289123999L,
                "1714979289123999 µs",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123999Z"),
                "'2024-05-06T07:08:09.123999Z'",
                "1714979289123");
        cases.add(-1L, "-1 µs", "-1", WORDS, "unknown", "-1");
        cases.type(
                "`io.debezium.time.NanoTimestamp`",
                CoercionCases.named(SchemaBuilder.int64(), "io.debezium.time.NanoTimestamp"));
        cases.add(
                1714979289123456789L,
                "1714979289123456789 ns",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123456789Z"),
                "'2024-05-06T07:08:09.123456789Z'",
                "1714979289123");
        cases.type(
                "`io.debezium.time.ZonedTimestamp`",
                CoercionCases.named(SchemaBuilder.string(), "io.debezium.time.ZonedTimestamp"));
        cases.add(
                "2024-05-06T07:08:09.123456Z",
                "\"2024-05-06T07:08:09.123456Z\"",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123456Z"),
                "'2024-05-06T07:08:09.123456Z'",
                "1714979289123");
        cases.add("soon", "\"soon\"", "invalid", WORDS, "unknown", "invalid");
        cases.type(
                "`io.debezium.time.IsoDate`", CoercionCases.named(SchemaBuilder.string(), "io.debezium.time.IsoDate"));
        cases.add(
                "2024-05-06Z",
                "\"2024-05-06Z\"",
                "1714953600000",
                List.of("2024-05-06Z"),
                "'2024-05-06Z'",
                "1714953600000");
        cases.type(
                "`io.debezium.time.IsoTimestamp`",
                CoercionCases.named(SchemaBuilder.string(), "io.debezium.time.IsoTimestamp"));
        cases.add(
                "2024-05-06T07:08:09Z", "\"2024-05-06T07:08:09Z\"", "1714979289000", WORDS, "unknown", "1714979289000");
    }

    private void debeziumTimesOfDay() {
        cases.type("`io.debezium.time.Time`", CoercionCases.named(SchemaBuilder.int32(), "io.debezium.time.Time"));
        cases.add(25689123, "25689123 ms", "25689123", List.of("07:08:09.123"), "'07:08:09.123'", "invalid");
        cases.add(-1, "-1 ms", "-1", List.of("07:08:09.123"), "invalid", "invalid");
        cases.type(
                "`io.debezium.time.MicroTime`",
                CoercionCases.named(SchemaBuilder.int64(), "io.debezium.time.MicroTime"));
        cases.add(
                25689123999L, "25689123999 µs", "25689123", List.of("07:08:09.123999"), "'07:08:09.123999'", "invalid");
        cases.type(
                "`io.debezium.time.NanoTime`", CoercionCases.named(SchemaBuilder.int64(), "io.debezium.time.NanoTime"));
        cases.add(25689000000000L, "25689000000000 ns", "25689000", List.of("07:08:09"), "'07:08:09'", "invalid");
        cases.type(
                "`io.debezium.time.ZonedTime`",
                CoercionCases.named(SchemaBuilder.string(), "io.debezium.time.ZonedTime"));
        cases.add("07:08:09Z", "\"07:08:09Z\"", "25689000", List.of("07:08:09Z"), "'07:08:09Z'", "invalid");
        cases.add("00:08:09+02:00", "\"00:08:09+02:00\"", "79689000", WORDS, "unknown", "invalid");
        cases.type(
                "`io.debezium.time.IsoTime`", CoercionCases.named(SchemaBuilder.string(), "io.debezium.time.IsoTime"));
        cases.add("07:08:09.5", "\"07:08:09.5\"", "25689500", WORDS, "unknown", "invalid");
    }

    private void javaTimes() {
        cases.type("java.time.Instant", null);
        cases.add(
                Instant.parse("2024-05-06T07:08:09.123999Z"),
                "2024-05-06T07:08:09.123999Z",
                "1714979289123",
                List.of("2024-05-06T07:08:09.123999Z"),
                "'2024-05-06T07:08:09.123999Z'",
                "1714979289123");
        cases.add(
                Instant.ofEpochSecond(-1, 999_999_999), "1969-12-31T23:59:59.999999999Z", "-1", WORDS, "unknown", "-1");
        cases.type("java.time.OffsetDateTime", null);
        cases.add(
                OffsetDateTime.parse("2024-05-06T07:08:09+02:00"),
                "2024-05-06T07:08:09+02:00",
                "1714972089000",
                List.of("2024-05-06T05:08:09Z"),
                "'2024-05-06T05:08:09Z'",
                "1714972089000");
        cases.type("java.time.ZonedDateTime", null);
        cases.add(
                ZonedDateTime.parse("2024-05-06T07:08:09+02:00[Europe/Paris]"),
                "2024-05-06T07:08:09+02:00[Europe/Paris]",
                "1714972089000",
                List.of("2024-05-06T05:08:09Z"),
                "'2024-05-06T05:08:09Z'",
                "1714972089000");
        cases.type("java.time.LocalDateTime", null);
        cases.add(
                LocalDateTime.parse("2024-05-06T07:08:09"),
                "2024-05-06T07:08:09",
                "1714979289000",
                List.of("2024-05-06T07:08:09Z"),
                "'2024-05-06T07:08:09Z'",
                "1714979289000");
        cases.type("java.time.LocalDate", null);
        cases.add(
                LocalDate.parse("2024-05-06"),
                "2024-05-06",
                "1714953600000",
                List.of("2024-05-06"),
                "'2024-05-06'",
                "1714953600000");
        cases.type("java.time.LocalTime", null);
        cases.add(LocalTime.parse("07:08"), "07:08", "25680000", List.of("07:08:00"), "'07:08:00'", "invalid");
        cases.type("java.time.OffsetTime", null);
        cases.add(
                OffsetTime.parse("00:08:09+02:00"),
                "00:08:09+02:00",
                "79689000",
                List.of("22:08:09"),
                "'22:08:09'",
                "invalid");
    }
}

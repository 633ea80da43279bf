package io.connectmojo.row.coerce;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * The written table of coercions: one value each, with what every kind of column makes of it. The results are written by
 * hand from the documented rules; the table in the documentation is printed from here.
 */
public final class CoercionCases {
    /**
     * @param from the type, as a person knows it
     * @param schema null for values of schemaless records only
     * @param shown the value in the documentation
     * @param numeric a number, {@code NA} or {@code invalid}
     * @param levels of the categorical column
     * @param category a level in quotes, {@code NA}, {@code unknown} or {@code invalid}
     * @param time epoch milliseconds, {@code NA} or {@code invalid}
     */
    public record Case(
            String from,
            Schema schema,
            Object value,
            String shown,
            String numeric,
            List<String> levels,
            String category,
            String time) {
        @Override
        public String toString() {
            return from + " " + shown + " into " + levels;
        }
    }

    private static final List<String> YES_NO = List.of("no", "yes");
    static final List<String> NUMBERS = List.of("1", "2.50", "3.0", "3", "-7", "0.1");
    static final List<String> WORDS = List.of("gold", "Gold", " silver ", "NA?");

    private final List<Case> cases = new ArrayList<>();
    private String from;
    private Schema schema;

    private CoercionCases() {}

    public static List<Case> all() {
        CoercionCases table = new CoercionCases();
        table.flags();
        table.wholeNumbers();
        table.floating();
        table.decimals();
        new TextCases(table).addAll();
        new TimeCases(table).addAll();
        table.otherDebezium();
        table.containers();
        return table.cases;
    }

    void type(String name, Schema of) {
        from = name;
        schema = of;
    }

    static Schema named(SchemaBuilder builder, String name) {
        return builder.name(name).optional().build();
    }

    void add(Object value, String shown, String numeric, List<String> levels, String category, String time) {
        cases.add(new Case(from, schema, value, shown, numeric, levels, category, time));
    }

    private void flags() {
        type("BOOLEAN", Schema.OPTIONAL_BOOLEAN_SCHEMA);
        add(null, "null", "NA", YES_NO, "NA", "NA");
        add(true, "true", "1", YES_NO, "'yes'", "invalid");
        add(false, "false", "0", YES_NO, "'no'", "invalid");
        add(true, "true", "1", List.of("FALSE", "TRUE"), "'TRUE'", "invalid");
        add(true, "true", "1", List.of("0", "1"), "'1'", "invalid");
        add(false, "false", "0", List.of("On", "Off"), "'Off'", "invalid");
        add(true, "true", "1", List.of("t", "f", "y"), "'t'", "invalid");
        add(true, "true", "1", List.of("yes", "no", "y", "n"), "invalid", "invalid");
        add(true, "true", "1", List.of("true", "TRUE", "false"), "invalid", "invalid");
        add(true, "true", "1", List.of("true", "TRUE", "false", "N", "Y"), "'Y'", "invalid");
        add(true, "true", "1", List.of("gold", "silver"), "invalid", "invalid");
        type("`io.debezium.data.Bits` of length 1", bits("1"));
        add(new byte[] {1}, "1", "1", YES_NO, "'yes'", "invalid");
        add(ByteBuffer.wrap(new byte[] {0}), "0", "0", YES_NO, "'no'", "invalid");
        type("`io.debezium.data.Bits` of another length", bits("9"));
        add(new byte[] {1, 0}, "100000000", "invalid", YES_NO, "invalid", "invalid");
    }

    private static Schema bits(String length) {
        return SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", length)
                .optional()
                .build();
    }

    private void wholeNumbers() {
        type("INT8", Schema.OPTIONAL_INT8_SCHEMA);
        add((byte) -7, "-7", "-7", NUMBERS, "'-7'", "-7");
        type("INT16", Schema.OPTIONAL_INT16_SCHEMA);
        add((short) 3, "3", "3", NUMBERS, "'3'", "3");
        type("INT32", Schema.OPTIONAL_INT32_SCHEMA);
        add(3, "3", "3", List.of("2.0", "3.00", "3.0"), "'3.00'", "3");
        add(4, "4", "4", NUMBERS, "unknown", "4");
        add(3, "3", "3", WORDS, "invalid", "3");
        add(1, "1", "1", YES_NO, "'yes'", "1");
        add(0, "0", "0", YES_NO, "'no'", "0");
        add(2, "2", "2", YES_NO, "invalid", "2");
        add(1, "1", "1", List.of("no", "yes", "3"), "unknown", "1");
        add(Integer.MIN_VALUE, "-2147483648", "-2147483648", NUMBERS, "unknown", "-2147483648");
        type("INT64", Schema.OPTIONAL_INT64_SCHEMA);
        add(null, "null", "NA", NUMBERS, "NA", "NA");
        add(1714979289123L, "1714979289123", "1714979289123", NUMBERS, "unknown", "1714979289123");
        add(
                9007199254740993L,
                "9007199254740993",
                "9007199254740992",
                List.of("9007199254740992", "9007199254740993"),
                "'9007199254740993'",
                "9007199254740992");
        add(
                Long.MAX_VALUE,
                "9223372036854775807",
                "9223372036854775807",
                List.of("9223372036854775807", "9223372036854775808"),
                "'9223372036854775807'",
                "9223372036854775807");
    }

    private void floating() {
        type("FLOAT32", Schema.OPTIONAL_FLOAT32_SCHEMA);
        add(2.5f, "2.5", "2.5", NUMBERS, "'2.50'", "2.5");
        add(0.1f, "0.1", "0.10000000149011612", NUMBERS, "'0.1'", "0.10000000149011612");
        add(1f, "1.0", "1", YES_NO, "'yes'", "1");
        add(0.5f, "0.5", "0.5", YES_NO, "invalid", "0.5");
        add(Float.NaN, "NaN", "NA", NUMBERS, "NA", "NA");
        add(16777216f, "16777216", "16777216", List.of("16777217", "16777216"), "'16777216'", "16777216");
        add(
                Float.MAX_VALUE,
                "3.4028235E38",
                "340282346638528859811704183484516925440",
                NUMBERS,
                "unknown",
                "3.4028234663852886E38");
        type("FLOAT64", Schema.OPTIONAL_FLOAT64_SCHEMA);
        add(null, "null", "NA", NUMBERS, "NA", "NA");
        add(Double.NaN, "NaN", "NA", NUMBERS, "NA", "NA");
        add(Double.longBitsToDouble(0x7ff8_0000_0000_0badL), "NaN of other bits", "NA", NUMBERS, "NA", "NA");
        add(Double.POSITIVE_INFINITY, "Infinity", "Infinity", NUMBERS, "unknown", "Infinity");
        add(Double.NEGATIVE_INFINITY, "-Infinity", "-Infinity", WORDS, "invalid", "-Infinity");
        add(-0.0, "-0.0", "-0.0", List.of("1", "0"), "'0'", "-0.0");
        add(3.0, "3.0", "3", NUMBERS, "'3'", "3");
        add(
                0.1,
                "0.1",
                "0.1",
                List.of("0.1000000000000000055511151231257827021181583404541015625"),
                "'0.1000000000000000055511151231257827021181583404541015625'",
                "0.1");
        add(
                0.1,
                "0.1",
                "0.1",
                List.of("0.1000000000000000055511151231257827021181583404541015625", "0.1"),
                "'0.1'",
                "0.1");
        add(0.1, "0.1", "0.1", NUMBERS, "'0.1'", "0.1");
        add(
                0.30000000000000004,
                "0.30000000000000004",
                "0.30000000000000004",
                List.of("0.3"),
                "unknown",
                "0.30000000000000004");
        add(Double.MIN_VALUE, "4.9E-324", "4.9E-324", NUMBERS, "unknown", "4.9E-324");
    }

    private void decimals() {
        type("Decimal", Decimal.builder(2).optional().build());
        add(new BigDecimal("3.00"), "3.00", "3", NUMBERS, "'3'", "3");
        add(new BigDecimal("2.50"), "2.50", "2.5", NUMBERS, "'2.50'", "2.5");
        add(new BigDecimal("-0.00"), "0.00", "0", List.of("0"), "'0'", "0");
        type("BigDecimal", null);
        add(new BigDecimal("1E+2"), "1E+2", "100", List.of("100"), "'100'", "100");
        add(new BigDecimal("1E+400"), "1E+400", "Infinity", NUMBERS, "unknown", "Infinity");
        add(
                new BigDecimal("9007199254740993"),
                "9007199254740993",
                "9007199254740992",
                List.of("9007199254740993"),
                "'9007199254740993'",
                "9007199254740992");
        add(
                new BigDecimal("0.1000000000000000055511151231257827"),
                "0.1000000000000000055511151231257827",
                "0.1",
                List.of("0.1"),
                "unknown",
                "0.1");
        type("BigInteger", null);
        add(
                new BigInteger("18446744073709551616"),
                "18446744073709551616",
                "18446744073709551616",
                List.of("18446744073709551616"),
                "'18446744073709551616'",
                "18446744073709551616");
        type("`io.debezium.data.VariableScaleDecimal`", variableScale());
        add(variable(1, "25"), "2.5", "2.5", NUMBERS, "'2.50'", "2.5");
        add(variable(0, "3"), "3", "3", WORDS, "invalid", "3");
    }

    private static Schema variableScale() {
        return SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .optional()
                .build();
    }

    static Struct variable(int scale, String unscaled) {
        return new Struct(variableScale()).put("scale", scale).put("value", new BigInteger(unscaled).toByteArray());
    }

    private void otherDebezium() {
        type("`io.debezium.time.Year`", named(SchemaBuilder.int32(), "io.debezium.time.Year"));
        add(2024, "2024", "2024", List.of("2024"), "'2024'", "invalid");
        type("`io.debezium.time.MicroDuration`", named(SchemaBuilder.int64(), "io.debezium.time.MicroDuration"));
        add(1500L, "1500 µs", "1.5", NUMBERS, "invalid", "invalid");
        type("`io.debezium.time.NanoDuration`", named(SchemaBuilder.int64(), "io.debezium.time.NanoDuration"));
        add(1L, "1 ns", "1e-6", NUMBERS, "invalid", "invalid");
        for (String name :
                List.of("data.Enum", "data.EnumSet", "data.Uuid", "data.Json", "data.Xml", "time.Interval")) {
            type("`io.debezium." + name + "`", named(SchemaBuilder.string(), "io.debezium." + name));
            add("gold", "\"gold\"", "invalid", WORDS, "'gold'", "invalid");
            add(" 5 ", "\" 5 \"", "5", List.of("5"), "'5'", "invalid");
            add("2024-05-06", "\"2024-05-06\"", "invalid", WORDS, "unknown", "invalid");
        }
    }

    private void containers() {
        type("BYTES", Schema.OPTIONAL_BYTES_SCHEMA);
        add(new byte[] {49}, "0x31", "invalid", NUMBERS, "invalid", "invalid");
        add(null, "null", "NA", NUMBERS, "NA", "NA");
        type("ARRAY", SchemaBuilder.array(Schema.FLOAT64_SCHEMA).optional().build());
        add(List.of(1.0), "[1.0]", "invalid", NUMBERS, "invalid", "invalid");
        type(
                "MAP",
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.FLOAT64_SCHEMA)
                        .optional()
                        .build());
        add(Map.of("a", 1.0), "{\"a\": 1.0}", "invalid", NUMBERS, "invalid", "invalid");
        Schema of = SchemaBuilder.struct()
                .field("a", Schema.INT32_SCHEMA)
                .optional()
                .build();
        type("STRUCT", of);
        add(new Struct(of).put("a", 1), "{a: 1}", "invalid", NUMBERS, "invalid", "invalid");
    }
}

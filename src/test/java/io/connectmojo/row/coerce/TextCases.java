package io.connectmojo.row.coerce;

import static io.connectmojo.row.coerce.CoercionCases.NUMBERS;
import static io.connectmojo.row.coerce.CoercionCases.WORDS;

import java.util.List;
import org.apache.kafka.connect.data.Schema;

/** The part of the written table that is about text. */
final class TextCases {
    private final CoercionCases cases;

    TextCases(CoercionCases cases) {
        this.cases = cases;
    }

    void addAll() {
        cases.type("STRING", Schema.OPTIONAL_STRING_SCHEMA);
        cases.add("gold", "\"gold\"", "invalid", WORDS, "'gold'", "invalid");
        cases.add(" Gold\t", "\" Gold\\t\"", "invalid", WORDS, "'Gold'", "invalid");
        cases.add(" silver ", "\" silver \"", "invalid", WORDS, "' silver '", "invalid");
        cases.add("silver", "\"silver\"", "invalid", WORDS, "unknown", "invalid");
        cases.add("", "\"\"", "NA", WORDS, "NA", "NA");
        cases.add("", "\"\"", "NA", List.of("a", ""), "''", "NA");
        cases.add("  ", "\"  \"", "NA", WORDS, "NA", "NA");
        cases.add("NA", "\"NA\"", "NA", WORDS, "NA", "NA");
        cases.add("NA", "\"NA\"", "NA", List.of("NA", "a"), "'NA'", "NA");
        cases.add(" NA ", "\" NA \"", "NA", List.of("NA", "a"), "'NA'", "NA");
        cases.add("na", "\"na\"", "invalid", WORDS, "unknown", "invalid");
        cases.add("42", "\"42\"", "42", List.of("42.0"), "unknown", "invalid");
        cases.add(" -1.5e3 ", "\" -1.5e3 \"", "-1500", NUMBERS, "unknown", "invalid");
        cases.add("+.5", "\"+.5\"", "0.5", NUMBERS, "unknown", "invalid");
        cases.add("7.", "\"7.\"", "7", NUMBERS, "unknown", "invalid");
        cases.add("-0", "\"-0\"", "-0.0", List.of("0"), "unknown", "invalid");
        cases.add("NaN", "\"NaN\"", "NA", NUMBERS, "unknown", "invalid");
        cases.add("Infinity", "\"Infinity\"", "Infinity", NUMBERS, "unknown", "invalid");
        cases.add("-Infinity", "\"-Infinity\"", "-Infinity", NUMBERS, "unknown", "invalid");
        cases.add("1e400", "\"1e400\"", "Infinity", NUMBERS, "unknown", "invalid");
        cases.add(
                "9007199254740993",
                "\"9007199254740993\"",
                "9007199254740992",
                List.of("9007199254740993"),
                "'9007199254740993'",
                "invalid");
        for (String refused : List.of(
                "1d",
                "1f",
                "0x1p3",
                "1,5",
                "1 000",
                "1_000",
                "--1",
                "1e",
                "e5",
                ".",
                "-",
                "inf",
                "nan",
                "+NaN",
                "１２",
                "١٢",
                "๑๒",
                "1\u00a00",
                "½")) {
            cases.add(refused, "\"" + refused + "\"", "invalid", NUMBERS, "unknown", "invalid");
        }
        cases.add("\u00a02342", "\"\\u00a02342\"", "2342", List.of("2342"), "'2342'", "invalid");
        cases.add("\ufeffgold\u3000", "\"\\ufeffgold\\u3000\"", "invalid", WORDS, "'gold'", "invalid");
        cases.add("go\u00a0ld", "\"go\\u00a0ld\"", "invalid", WORDS, "unknown", "invalid");
        cases.add("\ufeff", "\"\\ufeff\"", "NA", WORDS, "NA", "NA");
        cases.add("TRUE", "\"TRUE\"", "invalid", List.of("no", "yes"), "'yes'", "invalid");
        cases.add(" off ", "\" off \"", "invalid", List.of("no", "yes"), "'no'", "invalid");
        cases.add("1", "\"1\"", "1", List.of("no", "yes"), "'yes'", "invalid");
        cases.add("Yes", "\"Yes\"", "invalid", List.of("0", "1"), "'1'", "invalid");
        cases.add("true", "\"true\"", "invalid", List.of("yes", "no", "y", "n"), "unknown", "invalid");
        cases.add("perhaps", "\"perhaps\"", "invalid", List.of("no", "yes"), "unknown", "invalid");
        cases.add("ye\u017f", "\"ye\u017f\"", "invalid", List.of("no", "yes"), "unknown", "invalid");
        cases.add("20240506", "\"20240506\"", "20240506", NUMBERS, "unknown", "invalid");
        cases.add("İstanbul", "\"İstanbul\"", "invalid", List.of("istanbul", "İstanbul"), "'İstanbul'", "invalid");
        cases.add("TITLE", "\"TITLE\"", "invalid", List.of("title", "TITLE"), "'TITLE'", "invalid");
        cases.add("é", "\"é\" (one character)", "invalid", List.of("e\u0301"), "unknown", "invalid");
        cases.add("2024-05-06T07:08:09Z", "\"2024-05-06T07:08:09Z\"", "invalid", WORDS, "unknown", "1714979289000");
        cases.add("2024-05-06 07:08:09", "\"2024-05-06 07:08:09\"", "invalid", WORDS, "unknown", "1714979289000");
        cases.add(
                "2024-05-06T07:08:09.1239",
                "\"2024-05-06T07:08:09.1239\"",
                "invalid",
                WORDS,
                "unknown",
                "1714979289123");
        cases.add(
                "2024-05-06T07:08:09+02:00",
                "\"2024-05-06T07:08:09+02:00\"",
                "invalid",
                WORDS,
                "unknown",
                "1714972089000");
        cases.add("2024-05-06", "\"2024-05-06\"", "invalid", WORDS, "unknown", "1714953600000");
        cases.add("1969-12-31T23:59:59.9999", "\"1969-12-31T23:59:59.9999\"", "invalid", WORDS, "unknown", "-1");
        for (String refused : List.of(
                "2024-05-06  07:08",
                "2024-02-30",
                "2023-02-29",
                "06.05.2024",
                "2024-05-06T24:00",
                "2024-05-06T07:08:09[UTC]",
                "２０２４-05-06")) {
            cases.add(refused, "\"" + refused + "\"", "invalid", WORDS, "unknown", "invalid");
        }
    }
}

package io.connectmojo.row.coerce;

import static io.connectmojo.row.Fixtures.category;
import static io.connectmojo.row.Fixtures.map;
import static io.connectmojo.row.Fixtures.numeric;
import static io.connectmojo.row.Fixtures.read;
import static io.connectmojo.row.Fixtures.spec;
import static io.connectmojo.row.Fixtures.time;
import static io.connectmojo.row.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.row.match.RowSpec.Policy;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {
    private static double cell(ColumnSpec column, Object value) {
        return read(spec(column).invalid(Policy.NA).build(), map("x", value)).values[0];
    }

    private static double cell(ColumnSpec column, String type, Object value) {
        return cell(column.withType(ColumnType.parse("x", type)), value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "category", "boolean(yes|no)", "time(s)", "time(ms)", "time(us)", "time(ns)"})
    void theTextOfATypeIsReadBack(String text) {
        assertThat(ColumnType.parse("x", " " + text + " ").text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "numeric",
                "Number",
                "boolean",
                "boolean()",
                "boolean(yes)",
                "boolean(a|a)",
                "time",
                "time()",
                "time(m)",
                "time(yyyy-MM)",
                "time(HH:mm)",
                "time(yyyy-MM-dd|Nowhere/City)",
                "time(yyyy-bb)",
                "boolean(a|b|c)",
                "`number",
                "time(s",
                "category(x)"
            })
    void aMalformedTypeIsACodedError(String text) {
        coded(() -> ColumnType.parse("x", text), ConfigError.COLUMN_TYPE);
    }

    private static void coded(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ConfigError code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MojoException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "`number`; number",
                "`time(s)`; time(s)",
                "`boolean(yes|no)`; boolean(yes|no)",
                "boolean(`a|b`|`c`); boolean(a|b|c)",
                "time(`dd.MM.yyyy`); time(dd.MM.yyyy|Z)",
                "time(`dd|MM|yyyy`); time(dd|MM|yyyy|Z)",
                "time(`dd.MM.yyyy`|`UTC`); time(dd.MM.yyyy|UTC)",
                "time(dd'|'MM'|'yyyy); time(dd'|'MM'|'yyyy|Z)",
                "time(dd'|'MM'|'yyyy|UTC); time(dd'|'MM'|'yyyy|UTC)"
            })
    void backticksEncloseATypeOrAPartOfIt(String text, String type) {
        assertThat(ColumnType.parse("x", text).text()).isEqualTo(type);
    }

    @Test
    void aPatternWithBarsIsReadAsItStands() {
        assertThat(cell(time("x"), "time(`dd|MM|yyyy`)", "06|05|2024")).isEqualTo(1714953600000d);
        assertThat(cell(time("x"), "time(dd'|'MM'|'yyyy)", "06|05|2024")).isEqualTo(1714953600000d);
        assertThat(cell(numeric("x"), "boolean(`a|b`|c)", "a|b")).isEqualTo(1);
    }

    @Test
    void aTypeThatTheColumnCannotHaveIsACodedErrorThatNamesTheColumn() {
        coded(() -> numeric("x").withType(ColumnType.parse("x", "category")), ConfigError.COLUMN_TYPE);
        coded(() -> time("x").withType(ColumnType.parse("x", "category")), ConfigError.COLUMN_TYPE);
        coded(() -> time("x").withType(ColumnType.parse("x", "boolean(a|b)")), ConfigError.COLUMN_TYPE);
        coded(() -> category("x", "a").withType(ColumnType.parse("x", "time(s)")), ConfigError.COLUMN_TYPE);
        coded(() -> words("x").withType(ColumnType.parse("x", "number")), ConfigError.COLUMN_TYPE);
        assertThatThrownBy(() -> category("x", "yes", "no").withType(ColumnType.parse("x", "boolean(Y|N)")))
                .hasMessageContaining("column 'x'")
                .hasMessageContaining("'yes', 'no'");
    }

    @Test
    void aDefaultThatTheColumnCannotTakeIsACodedError() {
        coded(() -> spec(numeric("x").withDefault("abc")).build(), ConfigError.BAD_VALUE);
        coded(() -> spec(category("x", "a").withDefault("b")).build(), ConfigError.BAD_VALUE);
        coded(() -> spec(numeric("x")).offset("w", null, "abc").build(), ConfigError.BAD_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "time(s), 1714979289, 1714979289000",
        "time(us), 1714979289123999, 1714979289123",
        "time(ns), 1714979289123999999, 1714979289123",
        "time(ms), 1714979289123, 1714979289123",
        "time(us), -1, -1",
        "time(s), 9223372036854775807, 9223372036854775807000"
    })
    void wholeNumbersCountTheUnit(String type, long value, double millis) {
        assertThat(cell(time("x"), type, value)).isEqualTo(millis);
        assertThat(cell(numeric("x"), type, value)).isEqualTo(millis);
        assertThat(cell(time("x"), type, " " + value + " ")).isEqualTo(millis);
        assertThat(cell(time("x"), type, java.math.BigInteger.valueOf(value))).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"1.001, 1001", "1.0019, 1001", "-0.0001, -1", "0, 0", "1714979289.123, 1714979289123"})
    void secondsWithAFractionAreFlooredByTheirDecimal(String text, double millis) {
        assertThat(cell(time("x"), "time(s)", Double.valueOf(text))).isEqualTo(millis);
        assertThat(cell(time("x"), "time(s)", new java.math.BigDecimal(text))).isEqualTo(millis);
        assertThat(cell(time("x"), "time(s)", text)).isEqualTo(millis);
    }

    @Test
    void unit_leavesDatesOrMissingValuesAlone() {
        assertThat(cell(time("x"), "time(s)", new Date(5))).isEqualTo(5);
        assertThat(cell(time("x"), "time(s)", "NA")).isNaN();
        assertThat(cell(time("x"), "time(s)", Double.NaN)).isNaN();
        assertThat(cell(time("x"), "time(s)", Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(cell(time("x"), "time(s)", "2024-05-06")).isNaN();
        assertThat(cell(time("x"), "time(s)", "1e-999999999")).isEqualTo(0);
        assertThat(cell(time("x"), "time(us)", "-1e-999999999")).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "yyyy-MM-dd HH:mm:ss; 2024-05-06 07:08:09; 1714979289000",
                "yyyy-MM-dd HH:mm:ss|Europe/Paris; 2024-05-06 07:08:09; 1714972089000",
                "uuuu-MM-dd'T'HH:mm:ssXXX|Europe/Paris; 2024-05-06T07:08:09Z; 1714979289000",
                "dd.MM.yyyy; 06.05.2024; 1714953600000",
                "d MMM yyyy; 6 May 2024; 1714953600000",
                "MM/dd/yyyy hh:mm a; 05/06/2024 07:08 PM; 1715022480000",
                "yyyyMMddHHmmssSSS; 20240506070809123; 1714979289123",
                "yyyy-DDD; 2024-127; 1714953600000",
                "yyyy-MM-dd HH; 2024-05-06 07; 1714978800000"
            })
    void textInAPatternIsAMoment(String pattern, String text, double millis) {
        assertThat(cell(time("x"), "time(" + pattern + ")", text)).isEqualTo(millis);
        assertThat(cell(numeric("x"), "time(" + pattern + ")", " " + text + " "))
                .isEqualTo(millis);
    }

    @Test
    void textOutsideThePattern_isInvalid() {
        for (Object bad : new Object[] {
            "31.02.2024",
            "6.5.2024",
            "06.05.2024 ",
            "06.05.24",
            "٠٦.٠٥.٢٠٢٤",
            "x".repeat(10_000),
            20240506,
            "06.05.2024x"
        }) {
            boolean trimmed = bad.equals("06.05.2024 ");
            assertThat(Double.isNaN(cell(time("x"), "time(dd.MM.yyyy)", bad)))
                    .as("%s", bad)
                    .isEqualTo(!trimmed);
        }
        assertThat(cell(time("x"), "time(dd.MM.yyyy)", new Date(5))).isEqualTo(5);
    }

    @Test
    void boolean_namesTheLevelsOfBothTruths() {
        ColumnSpec column = category("x", "ja", "nein", "yes", "no", "0", "1");
        assertThat(cell(column, "boolean(ja|nein)", true)).isEqualTo(0);
        assertThat(cell(column, "boolean(ja|nein)", false)).isEqualTo(1);
        assertThat(cell(column, "boolean(ja|nein)", 1)).isEqualTo(0);
        assertThat(cell(column, "boolean(ja|nein)", 0.0)).isEqualTo(1);
        assertThat(cell(column, "boolean(ja|nein)", 2)).isNaN();
        assertThat(cell(column, "boolean(ja|nein)", "yes")).isEqualTo(2);
        assertThat(cell(category("x", "a|b", "c`d"), "boolean(`a|b`|`c``d`)", false))
                .isEqualTo(1);
        assertThat(cell(numeric("x"), "boolean(ja|nein)", " ja ")).isEqualTo(1);
        assertThat(cell(numeric("x"), "boolean(ja|nein)", "nein")).isEqualTo(0);
        assertThat(cell(numeric("x"), "boolean(ja|nein)", "yes")).isNaN();
    }

    @Test
    void numberOrLevel_isFoundFromText() {
        assertThat(cell(category("x", "3.0", "4"), "number", " 3e0 ")).isEqualTo(0);
        assertThat(cell(category("x", "0", "1"), "number", true)).isEqualTo(1);
        assertThat(cell(time("x"), "number", "5")).isEqualTo(5);
        assertThat(cell(category("x", "true", "1"), "category", true)).isEqualTo(0);
        RowSpec strict = spec(category("x", "gold").withType(ColumnType.parse("x", "category")))
                .unknown(Policy.FAIL)
                .build();
        assertThatThrownBy(() -> read(strict, map("x", 5))).hasMessageContaining("MOJO-D005");
    }
}

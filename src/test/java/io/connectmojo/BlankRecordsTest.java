package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blank lines and blank JSON texts, such as files and exports end with. */
class BlankRecordsTest {
    private static final String[] LINES = {"input.format", "delimited", "input.delimited.columns", Houses.COLUMNS};

    private static void passes(Object value, String... settings) {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(settings)) {
            SinkRecord record = Houses.record(null, value);
            assertThat(scorer.apply(record)).isSameAs(record);
        }
    }

    static Stream<Object> blankJson() {
        return Stream.of("", " \t\r\n", "\uFEFF", new byte[0], "\n".getBytes(), ByteBuffer.wrap(new byte[] {' '}));
    }

    @ParameterizedTest
    @MethodSource("blankJson")
    void blankJson_passes(Object value) {
        passes(value, "input.format", "json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "  ", " \t\r\n"})
    void blankLine_passes(String line) {
        passes(line, LINES);
    }

    @Test
    void blankLineOfOneColumn_passes() {
        passes("", "input.format", "delimited", "input.delimited.columns", "sqft", "input.missing.columns", "na");
    }

    @Test
    void lineOfSeparators_isOneOfEmptyCells() {
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(
                "input.format",
                "delimited",
                "input.delimited.columns",
                Houses.COLUMNS,
                "input.delimited.separator",
                "tab")) {
            assertThatThrownBy(() -> scorer.apply(Houses.record(null, "\t".repeat(11))))
                    .hasMessageStartingWith("MOJO-D014");
        }
    }

    @Test
    void blankRecords_countAsPassed() throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("input.format", "json", "metrics.id", "blank-records", "on.error", "fail")) {
            scorer.apply(Houses.record(null, ""));
            scorer.apply(Houses.record(null, Houses.json()));
            ObjectName bean =
                    ManagementFactory.getPlatformMBeanServer()
                            .queryNames(new ObjectName("io.connectmojo*:*"), null)
                            .stream()
                            .filter(name -> name.toString().contains("blank-records"))
                            .filter(BlankRecordsTest::hasPassed)
                            .findFirst()
                            .orElseThrow();
            assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "records-passed-total"))
                    .asString()
                    .startsWith("1");
        }
    }

    private static boolean hasPassed(ObjectName bean) {
        try {
            return ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "records-passed-total") != null;
        } catch (Exception none) {
            return false;
        }
    }
}

package io.connectmojo.row;

import static io.connectmojo.row.Fixtures.both;
import static io.connectmojo.row.Fixtures.category;
import static io.connectmojo.row.Fixtures.numeric;
import static io.connectmojo.row.Fixtures.read;
import static io.connectmojo.row.Fixtures.refused;
import static io.connectmojo.row.Fixtures.spec;
import static io.connectmojo.row.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.problem.RecordError;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Vectors, words and offsets; each case for a Struct and for a Map of the same content. */
class SpecialInputTest {
    @Test
    void aVectorOfAnotherLengthOrTypeIsRefused() {
        RowSpec spec = spec(numeric("c1"), numeric("c2")).vector("v", ',').build();
        for (Object v : List.of(List.of(1.0), List.of(1.0, 2.0, 3.0), "1", "1,2,3", "1,2,", 5)) {
            for (Object record : both("v", v)) {
                refused(spec, record, RecordError.VECTOR, "field 'v'", "input.vector.field");
            }
        }
        for (Object record : both("v", "1,x")) {
            refused(spec, record, RecordError.INVALID_VALUE, "column 'c2', field 'v'");
        }
        for (Object record : both("v", List.of(List.of(1.0), List.of(1.0)))) {
            refused(spec, record, RecordError.INVALID_VALUE, "column 'c2', field 'v'");
        }
    }

    @Test
    void theSensorRecordOf210NumbersIsRead() {
        ColumnSpec[] columns = new ColumnSpec[210];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 210; i++) {
            columns[i] = numeric("C" + (i + 1));
            text.append(i == 0 ? "" : "# ").append(i / 10.0);
        }
        RowSpec spec = spec(columns).vector("sensor", '#').build();
        for (Object record : both("id", "e-1", "sensor", text.toString())) {
            Row row = read(spec, record);
            for (int i = 0; i < 210; i++) {
                assertThat(row.values[i]).isEqualTo(i / 10.0);
            }
        }
    }

    @Test
    void numberForAPairOfLevels_isZeroOrOneOrMissing() {
        RowSpec spec = spec(numeric("a"), category("pool", "no", "yes")).build();
        for (Object record : both("a", 1, "pool", 1.0)) {
            assertThat(read(spec, record).values[1]).isEqualTo(1);
        }
        for (Object record : both("a", 1, "pool", -0.0)) {
            assertThat(read(spec, record).values[1]).isZero();
        }
        for (Object record : both("a", 1, "pool", Double.NaN)) {
            assertThat(read(spec, record).values[1]).isNaN();
        }
        for (Object record : both("a", 1, "pool", 0.5)) {
            refused(spec, record, RecordError.INVALID_VALUE, "column 'pool', field 'pool'");
        }
    }

    @Test
    void offsetOfExtendedJson_isItsNumber() {
        RowSpec spec = spec(numeric("a")).offset("off", null, null).build();
        assertThat(read(spec, Map.of("a", 1, "off", Map.of("$numberDecimal", "1.5"))).offset)
                .isEqualTo(1.5);
        assertThat(read(spec, Map.of("a", 1, "off", Map.of("$numberLong", "-3"))).offset)
                .isEqualTo(-3);
        refused(spec, Map.of("a", 1, "off", Map.of("x", 1)), RecordError.OFFSET, "the value is not a number");
    }

    @Test
    void offsetThatCannotBe_isToldByItsType() {
        RowSpec spec = spec(numeric("a")).offset("off", null, null).build();
        for (Object record : both("a", 1, "off", "text")) {
            refused(spec, record, RecordError.OFFSET, "field 'off' of type ", "the value is not a number");
        }
        Map<String, Object> withNull = new HashMap<>(Map.of("a", 1));
        withNull.put("off", null);
        refused(spec, withNull, RecordError.OFFSET, "field 'off' of type null", "the field is null");
    }

    @Test
    void offset_isNeverSilentlyZero() {
        SpecBuilder s = spec(numeric("a"));
        for (Object record : both("a", 1, "off", 0.5f)) {
            assertThat(read(s.offset("off", null, null).build(), record).offset).isEqualTo(0.5);
            assertThat(read(s.offset("w", "off", "3").build(), record).offset).isEqualTo(0.5);
            refused(s.offset("w", null, null).build(), record, RecordError.OFFSET, "'w'", "input.offset.field");
            assertThat(read(s.offset("w", null, "3").build(), record).offset).isEqualTo(3);
            assertThat(read(s.offset("OFF", null, null).relaxed().build(), record).offset)
                    .isEqualTo(0.5);
            s = spec(numeric("a"));
        }
        for (Object bad : Arrays.asList(null, "x", "", Double.NaN)) {
            for (Object record : both("a", 1, "off", bad)) {
                refused(
                        spec(numeric("a")).offset("off", null, null).build(),
                        record,
                        RecordError.OFFSET,
                        "field 'off'");
            }
        }
    }

    @Test
    void wordsComeFromAListAsItIsOrFromTextThatIsSplit() {
        RowSpec spec = spec(words("title")).build();
        for (Object record : both("title", Arrays.asList("senior", null, " x "))) {
            assertThat(read(spec, record).words).containsExactly("senior", null, " x ");
        }
        for (Object record : both("title", " senior \t\n teacher ")) {
            assertThat(read(spec, record).words).containsExactly("senior", "teacher");
            assertThat(read(spec(words("title")).wordsSeparator('\t').build(), record).words)
                    .containsExactly(" senior ", "\n teacher ");
        }
        for (Object none : Arrays.asList(null, "", "NA")) {
            for (Object record : both("title", none)) {
                assertThatThrownBy(() ->
                                Fixtures.plan(spec, record).read(record, Fixtures.row(spec), new ColumnCounts(spec)))
                        .hasMessageStartingWith("MOJO-D014")
                        .hasMessageContaining("none of the model's columns");
            }
        }
        for (Object record : both("title", 5)) {
            refused(spec, record, RecordError.INVALID_VALUE, "words are an ARRAY of STRING");
        }
    }
}

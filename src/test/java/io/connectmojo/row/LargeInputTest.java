package io.connectmojo.row;

import static io.connectmojo.row.Fixtures.category;
import static io.connectmojo.row.Fixtures.map;
import static io.connectmojo.row.Fixtures.numeric;
import static io.connectmojo.row.Fixtures.spec;
import static io.connectmojo.row.Fixtures.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.MojoException;
import io.connectmojo.row.coerce.ColumnType;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.row.match.RowSpec.Policy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Input of a size that nobody means: only coded failures, and no more than linear time. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class LargeInputTest {
    private static final int MANY = 10_000;

    @Test
    void aTextOfTenMegabytesIsInvalidOrUnknown() {
        for (String letter : List.of("x", "1", " ", "-", ".", "é")) {
            String text = letter.repeat(10_000_000);
            for (ColumnSpec column : List.of(
                    numeric("x"),
                    time("x"),
                    category("x", "a", "1"),
                    category("x", "1").withType(ColumnType.parse("x", "number")),
                    time("x").withType(ColumnType.parse("x", "time(s)")),
                    time("x").withType(ColumnType.parse("x", "time(yyyy-MM-dd)")))) {
                RowSpec spec = spec(column).invalid(Policy.NA).build();
                double cell = Fixtures.read(spec, map("x", text)).values[0];
                boolean infinite = letter.equals("1")
                        && (column.kind() == ModelColumn.Kind.NUMERIC || column.type() instanceof ColumnType.TimeIn);
                assertThat(cell).isEqualTo(Double.valueOf(infinite ? Double.POSITIVE_INFINITY : Double.NaN));
            }
        }
    }

    @Test
    void aDecimalOfAMegabyteIsInvalid() {
        byte[] bytes = new byte[1_000_000];
        bytes[0] = 1;
        BigDecimal huge = new BigDecimal(new BigInteger(bytes), 2);
        for (ColumnSpec column :
                List.of(numeric("x"), category("x", "1"), time("x").withType(ColumnType.parse("x", "time(us)")))) {
            RowSpec spec = spec(column).invalid(Policy.NA).build();
            assertThat(Fixtures.read(spec, map("x", huge)).values[0]).isNaN();
        }
    }

    @Test
    void tenThousandUnmatchedColumns_areRefusedInOneMessage() {
        ColumnSpec[] columns = new ColumnSpec[MANY];
        SchemaBuilder builder = SchemaBuilder.struct();
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < MANY; i++) {
            columns[i] = numeric("column_number_" + i);
            builder.field("feld_nummer_" + i, Schema.OPTIONAL_FLOAT64_SCHEMA);
            map.put("feld_nummer_" + i, 1.0);
        }
        Struct struct = new Struct(builder.build());
        for (SpecBuilder s : List.of(spec(columns), spec(columns).relaxed())) {
            RowSpec spec = s.build();
            for (Object record : List.of(struct, map)) {
                assertThatThrownBy(() -> Fixtures.read(spec, record))
                        .isInstanceOf(MojoException.class)
                        .hasMessageContaining("MOJO-D003")
                        .hasMessageContaining("10000 columns")
                        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(10_000));
                assertThat(Fixtures.plan(spec, record).bindingTable(record).length())
                        .isLessThan(20_000);
            }
        }
    }

    @Test
    void tenThousandInvalidFieldsAreToldInOneMessage() {
        ColumnSpec[] columns = new ColumnSpec[MANY];
        Map<String, Object> map = new LinkedHashMap<>();
        SchemaBuilder builder = SchemaBuilder.struct();
        for (int i = 0; i < MANY; i++) {
            columns[i] = numeric("c" + i);
            builder.field("c" + i, Schema.OPTIONAL_STRING_SCHEMA);
            map.put("c" + i, "secret");
        }
        Struct struct = new Struct(builder.build());
        map.forEach(struct::put);
        RowSpec spec = spec(columns).build();
        for (Object record : List.of(struct, map)) {
            assertThatThrownBy(() -> Fixtures.read(spec, record))
                    .hasMessageContaining("MOJO-D004")
                    .hasMessageContaining("10000 columns: 'c0', 'c1', 'c2'")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aFieldAHundredLevelsDeepIsFound() {
        List<String> steps = new ArrayList<>();
        Object map = map("leaf", 5.0);
        Struct struct = Fixtures.struct("leaf", 5.0);
        steps.add("leaf");
        for (int i = 0; i < 100; i++) {
            map = map("level", map);
            struct = Fixtures.struct("level", struct);
            steps.add(0, "level");
        }
        RowSpec spec = spec(numeric("x").withField(new FieldPath(steps))).build();
        assertThat(Fixtures.read(spec, map).values).containsExactly(5);
        assertThat(Fixtures.read(spec, struct).values).containsExactly(5);
    }

    @Test
    void aHundredThousandLevelsAreIndexedOnceForAllPlans() {
        String[] names = new String[100_000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "0." + i + "0";
        }
        ColumnSpec column = category("x", names);
        for (int i = 0; i < 200; i++) {
            RowSpec spec = spec(column).build();
            assertThat(Fixtures.read(spec, map("x", 0.5)).values[0]).isGreaterThanOrEqualTo(0);
        }
    }
}

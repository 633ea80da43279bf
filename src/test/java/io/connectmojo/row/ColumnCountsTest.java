package io.connectmojo.row;

import static io.connectmojo.row.Fixtures.category;
import static io.connectmojo.row.Fixtures.map;
import static io.connectmojo.row.Fixtures.numeric;
import static io.connectmojo.row.Fixtures.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnCountsTest {
    private final RowSpec spec = spec(category("c", "known"), numeric("n"))
            .invalid(RowSpec.Policy.NA)
            .build();
    private final RowPlan plan = new MapPlan(spec);
    private final ColumnCounts counts = new ColumnCounts(spec);
    private final Row row = Fixtures.row(spec);

    private void read(Object c, Object n) {
        plan.read(map("c", c, "n", n), row, counts);
    }

    @Test
    void missingUnknownInvalidValues_areCountedPerColumn() {
        read("known", 1);
        read(null, 1);
        read("other", "x");
        read("other", Double.NaN);
        assertThat(counts.records()).isEqualTo(4);
        assertThat(counts.names()).containsExactly("c", "n");
        assertThat(counts.missing(0)).isEqualTo(1);
        assertThat(counts.unknown(0)).isEqualTo(2);
        assertThat(counts.invalid(0)).isZero();
        assertThat(counts.missing(1)).isEqualTo(1);
        assertThat(counts.unknown(1)).isZero();
        assertThat(counts.invalid(1)).isEqualTo(1);
    }

    @Test
    void unknownLevelsAreToldToWhoeverListens() {
        List<String> heard = new ArrayList<>();
        counts.listen((column, level) -> heard.add(column + "=" + level));
        read("other", 1);
        read("known", "x");
        read(null, 1);
        counts.listen(null);
        read("another", 1);
        assertThat(heard).containsExactly("0=other");
    }

    @Test
    void unknownLevels_areWarnedOfAboveHalfOfTheLastThousand() {
        for (int i = 0; i < 2000; i++) {
            read(i % 2 == 0 ? "known" : "other", 1);
        }
        assertThat(counts.warnedOfUnknown(0)).isFalse();
        read("other", 1);
        assertThat(counts.warnedOfUnknown(0)).isTrue();
    }

    @Test
    void theWindowIsTheLastThousandValuesWithoutTheMissingOnes() {
        long seed = 23;
        Random r = new Random(seed);
        for (int round = 0; round < 50; round++) {
            ColumnCounts own = new ColumnCounts(spec);
            boolean[] last = new boolean[1000];
            int values = 0;
            int unknown = 0;
            boolean expected = false;
            int share = 40 + r.nextInt(14);
            for (int i = 0; i < 4000; i++) {
                boolean missing = r.nextInt(3) == 0;
                boolean isUnknown = r.nextInt(100) < share;
                plan.read(map("c", missing ? null : isUnknown ? "other" : "known", "n", 1), row, own);
                if (!missing) {
                    unknown += (isUnknown ? 1 : 0) - (last[values % 1000] ? 1 : 0);
                    last[values++ % 1000] = isUnknown;
                    expected |= unknown > 500;
                }
                assertThat(own.warnedOfUnknown(0))
                        .as("seed %s round %s record %s", seed, round, i)
                        .isEqualTo(expected);
            }
        }
    }
}

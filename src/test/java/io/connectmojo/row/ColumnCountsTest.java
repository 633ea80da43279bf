package io.connectmojo.row;

import static io.connectmojo.row.Fixtures.category;
import static io.connectmojo.row.Fixtures.map;
import static io.connectmojo.row.Fixtures.numeric;
import static io.connectmojo.row.Fixtures.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.match.FirstLevels;
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
        try {
            plan.read(map("c", c, "n", n), row, counts);
        } catch (MojoException nothingKnown) {
            assertThat(nothingKnown.code()).isEqualTo(RecordError.TOO_MANY_MISSING); // and counted all the same
        }
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
        for (int i = 0; i < 100; i++) {
            read("known", 1);
        }
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
            for (int i = 0; i < 100; i++) {
                plan.read(map("c", "known", "n", 1), row, own); // so that the first values give no warning
            }
            int values = 100;
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

    @Test
    void unknownLevels_areWarnedOfAboveATenthOfTheFirstHundred() {
        for (int i = 0; i < 90; i++) {
            read(i % 9 == 0 ? "other" : "known", i);
            read(null, i);
        }
        assertThat(counts.unknown(0)).isEqualTo(10);
        assertThat(counts.warnedOfUnknown(0)).isFalse();
        read("other", 1);
        assertThat(counts.warnedOfUnknown(0)).isTrue();
    }

    @Test
    void unknownLevelsBehindTheFirstHundred_areNotWarnedOfEarly() {
        for (int i = 0; i < 90; i++) {
            read("known", 1);
        }
        for (int i = 0; i < 400; i++) {
            read("other", 1);
        }
        assertThat(counts.warnedOfUnknown(0)).isFalse();
    }

    @Test
    void earlyWarning_namesTheLevelThatCaseOrBlanksHide() {
        FirstLevels first =
                new FirstLevels(spec(category("c", "soft", "Hard wood")).build().columns());
        for (int i = 1; i <= 10; i++) {
            assertThat(first.warning(0, i == 3 ? "\u00a0HARDWOOD" : "secret", "after.c", i + 20, i))
                    .isNull();
        }
        assertThat(first.warning(0, "secret", "after.c", 31, 11))
                .isEqualTo(
                        "Column 'c' from field 'after.c': 11 of its first 31 values are levels that training did not see;"
                                + " they are scored as NA. Case or blanks alone keep a value from being the level 'Hard wood':"
                                + " correct the field");
        assertThat(first.warning(0, "secret", "after.c", 32, 12)).isNull();
    }

    @Test
    void earlyWarning_holdsNoValueOfARecord() {
        FirstLevels first =
                new FirstLevels(spec(category("c", "soft", "hard")).build().columns());
        String last = null;
        for (int i = 1; i <= 11; i++) {
            last = first.warning(0, "secret" + i, "c", i, i);
        }
        assertThat(last).endsWith("Check the field, or retrain").doesNotContain("secret");
    }
}

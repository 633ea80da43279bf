package io.connectmojo.score.compiled.tree.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnGroupsTest {
    private static final int[] ANSWERS = {3, 175, 6, 3, 33, 2, 6, 64, 1, 5};
    private static final int WORDS = 3;

    @Test
    void eachRow_linesLeaveWhatTheColumnsLeave() {
        long[] ofColumns = new Random(1)
                .longs((long) Arrays.stream(ANSWERS).sum() * WORDS)
                .map(bits -> bits | bits >>> 7)
                .toArray();
        ColumnGroups groups = ColumnGroups.of(ANSWERS, 64);
        long[] lines = groups.combine(ofColumns, WORDS);
        assertThat(groups.size()).isLessThan(ANSWERS.length);
        assertThat(lines).hasSize((int) groups.lines() * WORDS);
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            long[] expected = new long[WORDS];
            long[] left = new long[WORDS];
            Arrays.fill(expected, -1);
            Arrays.fill(left, -1);
            int[] line = new int[groups.size()];
            Arrays.setAll(line, groups::first);
            int from = 0;
            for (int column = 0; column < ANSWERS.length; column++) {
                int answer = random.nextInt(ANSWERS[column]);
                and(expected, ofColumns, from + answer);
                line[groups.group(column)] += answer * groups.stride(column);
                from += ANSWERS[column];
            }
            for (int each : line) {
                and(left, lines, each);
            }
            assertThat(left).isEqualTo(expected);
        }
    }

    @Test
    void nothingShared_aGroupForEachColumnOfSeveralAnswers() {
        ColumnGroups groups = ColumnGroups.of(ANSWERS, 1);
        assertThat(groups.size()).isEqualTo(ANSWERS.length);
        assertThat(groups.lines()).isEqualTo(Arrays.stream(ANSWERS).sum());
    }

    private static void and(long[] into, long[] lines, int line) {
        for (int w = 0; w < WORDS; w++) {
            into[w] &= lines[line * WORDS + w];
        }
    }
}

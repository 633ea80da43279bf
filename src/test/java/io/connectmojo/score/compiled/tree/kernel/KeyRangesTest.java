package io.connectmojo.score.compiled.tree.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.score.compiled.tree.forest.OrderedKey;
import io.connectmojo.score.compiled.tree.forest.Thresholds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class KeyRangesTest {
    @RepeatedTest(30)
    void anyKey_rankIsTheNumberOfWordsBelow(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int bits = 1 + random.nextInt(32);
        int[] words = random.ints(1 + random.nextInt(300), Integer.MIN_VALUE, Thresholds.MISSING)
                .map(word -> word >> 32 - bits)
                .sorted()
                .distinct()
                .toArray();
        KeyRanges ranges = KeyRanges.of(words);
        for (int i = 0; i < 1000; i++) {
            int word = words[random.nextInt(words.length)];
            int key = i % 4 == 0 ? random.nextInt() : Math.addExact(word / 2, word - word / 2) + random.nextInt(3) - 1;
            assertThat(rank(ranges, words, key))
                    .isEqualTo((int) Arrays.stream(words).filter(w -> w < key).count());
        }
        assertThat(ranges.below().length).isLessThanOrEqualTo(Math.max(2, Math.min(1024, 8 * words.length)));
    }

    @Test
    void wordOfMissing_leftOut() {
        assertThat(KeyRanges.of(new int[] {10, 20, Thresholds.MISSING}).most()).isEqualTo(20);
        KeyRanges none = KeyRanges.of(new int[] {Thresholds.MISSING});
        assertThat(none.steps()).isZero();
        assertThat(rank(none, new int[] {Thresholds.MISSING}, 5)).isZero();
    }

    @Test
    void wordsFarApart_fewCompared() {
        int[] words = new Random(1).ints(200, 0, 1 << 20).sorted().distinct().toArray();
        assertThat(KeyRanges.of(words).steps()).isLessThanOrEqualTo(4);
    }

    /** As {@link LineFinder} does it. */
    private static int rank(KeyRanges ranges, int[] words, int key) {
        int inside = Math.max(ranges.least(), Math.min(ranges.most(), key));
        int rank = ranges.below()[inside - ranges.least() >>> ranges.shift()];
        for (int step = 0; step < ranges.steps(); step++) {
            int word = rank < words.length ? words[rank] : OrderedKey.ABOVE_ALL;
            rank += word < key ? 1 : 0;
        }
        return rank;
    }
}

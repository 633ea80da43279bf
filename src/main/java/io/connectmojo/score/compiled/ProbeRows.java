package io.connectmojo.score.compiled;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.score.Row;
import java.util.Random;

/**
 * Rows on which two engines would differ if they ever do: every level, missing and unknown levels, thresholds of the model and
 * their neighbours. Each column has a shuffled deck of such values that is dealt again and again; the decks have different
 * lengths, so the combinations differ. The digest is the seed: the same model always gets the same rows.
 *
 * <p>In a wide model hardly a row is without a missing cell or an infinity, and then a model may refuse every row, or answer NaN
 * to each: nothing would be compared. So every fourth row has neither.
 */
final class ProbeRows {
    private static final int MIN_ROWS = 200;
    private static final int MAX_ROWS = 1000;
    private static final int MAX_LEVELS = 500;
    private static final int PLAIN_EVERY = 4;

    /** Beyond, sums of squares leave the range of doubles, and networks answer NaN. */
    private static final double MAX_PLAIN = 1e15;

    static final int MAX_THRESHOLDS = 225;
    private static final double[] HARD = {
        Double.NaN,
        Double.NaN,
        0.0,
        -0.0,
        1,
        -1,
        Double.MIN_VALUE,
        Float.MAX_VALUE,
        1e300,
        -1e300,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private final double[][] decks;

    /** Per column the number of its levels; 0 for numbers. */
    private final int[] levels;

    private final boolean offset;
    private final Random random;
    private final int least;

    /** @param thresholds per column, empty where the model has none */
    ProbeRows(Model model, float[][] thresholds) {
        this.random = new Random(Long.parseUnsignedLong(model.digest().substring(0, 16), 16));
        this.offset = model.offsetColumn().isPresent();
        this.decks = new double[model.columns().size()][];
        this.levels = model.columns().stream()
                .mapToInt(column -> column.levels().size())
                .toArray();
        for (int c = 0; c < decks.length; c++) {
            ModelColumn column = model.columns().get(c);
            decks[c] = column.kind() == ModelColumn.Kind.CATEGORICAL
                    ? levels(column.levels().size())
                    : numbers(thresholds[c], column.kind());
            shuffle(decks[c]);
        }
        int longest = 0;
        for (int c = 0; c < decks.length; c++) {
            boolean levels = model.columns().get(c).kind() == ModelColumn.Kind.CATEGORICAL;
            longest = levels ? Math.max(longest, decks[c].length) : longest;
        }
        this.least = Math.max(MIN_ROWS, longest);
    }

    /** Rows enough, if there is time for them. */
    int count() {
        return MAX_ROWS;
    }

    /** Rows that show every level: fewer are no check. */
    int least() {
        return least;
    }

    void fill(int index, Row row) {
        row.clear();
        boolean plain = index % PLAIN_EVERY == 0;
        for (int c = 0; c < decks.length; c++) {
            double value = decks[c][index % decks[c].length];
            row.values[c] = plain && !(Math.abs(value) <= MAX_PLAIN) ? plain(index, c) : value;
        }
        row.offset = offset ? index % 7 * 0.25 - 0.5 : 0;
    }

    private double plain(int index, int column) {
        int number = (31 * index + 17 * column) % 97;
        return levels[column] == 0 ? number / 10.0 - 4 : number % levels[column];
    }

    /** All levels, or a sample; now and then none, which stands for missing and for unknown. */
    private double[] levels(int levels) {
        int shown = Math.min(levels, MAX_LEVELS);
        double[] deck = new double[shown + 1 + shown / 10];
        for (int i = 0; i < deck.length; i++) {
            deck[i] = i >= shown ? Double.NaN : shown == levels ? i : random.nextInt(levels);
        }
        return deck;
    }

    private double[] numbers(float[] thresholds, ModelColumn.Kind kind) {
        int sampled = Math.min(thresholds.length, MAX_THRESHOLDS);
        double[] deck = new double[HARD.length + 40 + random.nextInt(10) + 4 * sampled];
        System.arraycopy(HARD, 0, deck, 0, HARD.length);
        int at = HARD.length;
        for (int i = 0; i < sampled; i++) {
            float threshold = thresholds[sampled == thresholds.length ? i : random.nextInt(thresholds.length)];
            deck[at++] = threshold;
            deck[at++] = Math.nextUp((double) threshold);
            deck[at++] = Math.nextDown((double) threshold);
            deck[at++] = Math.nextDown(threshold);
        }
        while (at < deck.length) {
            deck[at++] = kind == ModelColumn.Kind.TIME
                    ? Math.rint(random.nextDouble() * 2e12)
                    : random.nextGaussian() * Math.pow(10, random.nextInt(5) - 1);
        }
        return deck;
    }

    private void shuffle(double[] deck) {
        for (int i = deck.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double value = deck[i];
            deck[i] = deck[other];
            deck[other] = value;
        }
    }
}

package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.Keys;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers all splits of a forest on level sets for a row at once, one bit each: 1 is right. Per level of a column there is a
 * line with its answers to all sets of the column, and one line for missing: the sets of the forest, transposed.
 */
final class LevelSplits {
    /** The lines of one column; {@code first} is the first word of its answers. */
    private record Table(int column, int first, int words, long[] lines) {}

    private final List<Table> tables = new ArrayList<>();
    private final int end;

    /** @param first first word of the answers */
    LevelSplits(Forest forest, int first) {
        int[] sets = new int[forest.columns()];
        for (int column : forest.setColumns()) {
            sets[column]++;
        }
        int next = first;
        for (int column = 0; column < sets.length; column++) {
            if (sets[column] > 0) {
                int words = (sets[column] + Long.SIZE - 1) / Long.SIZE;
                tables.add(new Table(column, next, words, new long[words * (forest.levels()[column] + 1)]));
                next += words;
            }
        }
        end = next;
    }

    /** First word behind the answers. */
    int end() {
        return end;
    }

    /** Fills the lines; the answer is the bit of each set, found by where the set begins. */
    int[] fill(Forest forest) {
        Table[] tableOf = new Table[forest.columns()];
        for (Table table : tables) {
            tableOf[table.column] = table;
        }
        int[] filled = new int[forest.columns()];
        int[] numbers = new int[forest.sets().length];
        for (int i = 0; i < forest.setStarts().length; i++) {
            int start = forest.setStarts()[i];
            int column = forest.setColumns()[i];
            int number = filled[column]++;
            Table table = tableOf[column];
            numbers[start] = table.first * Long.SIZE + number;
            int wordsOfSet = (forest.levels()[column] >> 5) + 1;
            for (int word = 0; word < wordsOfSet; word++) {
                for (int bits = forest.sets()[start + word]; bits != 0; bits &= bits - 1) {
                    int level = word * Integer.SIZE + Integer.numberOfTrailingZeros(bits);
                    table.lines[level * table.words + (number >> 6)] |= 1L << number;
                }
            }
        }
        return numbers;
    }

    void answer(double[] row, Keys keys, long[] answers) {
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            int line = keys.level(row, table.column) * table.words;
            System.arraycopy(table.lines, line, answers, table.first, table.words);
        }
    }

    long bytes() {
        return tables.stream().mapToLong(table -> 8L * table.lines.length).sum();
    }
}

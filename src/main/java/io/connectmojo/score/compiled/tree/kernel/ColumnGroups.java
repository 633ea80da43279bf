package io.connectmojo.score.compiled.tree.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns that share lines: a group has a line for each combination of what its columns can answer, so a row takes one line of it whatever
 * the number of columns. Immutable.
 */
final class ColumnGroups {
    /** Per column, how many answers it has. */
    private final int[] answers;

    /** Per column, its group. */
    private final int[] group;

    /** Per column, how many lines of its group lie between one answer and the next. */
    private final int[] stride;

    /** Per group, its first line; and the number of all lines. */
    private final int[] first;

    private ColumnGroups(int[] answers, int[] group, int[] stride, int[] first) {
        this.answers = answers;
        this.group = group;
        this.stride = stride;
        this.first = first;
    }

    /**
     * Puts each column into the fullest group that has room for it, those with the most answers first.
     *
     * @param most lines of a group of several columns
     */
    static ColumnGroups of(int[] answers, int most) {
        int[] group = new int[answers.length];
        int[] stride = new int[answers.length];
        List<Integer> sizes = new ArrayList<>();
        List<Integer> order = IntStream.range(0, answers.length)
                .boxed()
                .sorted(Comparator.comparingInt(column -> -answers[column]))
                .toList();
        for (int column : order) {
            int fullest = -1;
            for (int g = 0; g < sizes.size(); g++) {
                boolean fits = (long) sizes.get(g) * answers[column] <= most;
                if (fits && (fullest < 0 || sizes.get(g) > sizes.get(fullest))) {
                    fullest = g;
                }
            }
            if (fullest < 0) {
                fullest = sizes.size();
                sizes.add(1);
            }
            group[column] = fullest;
            stride[column] = sizes.get(fullest);
            sizes.set(fullest, sizes.get(fullest) * answers[column]);
        }
        int[] first = new int[sizes.size() + 1];
        for (int g = 0; g < sizes.size(); g++) {
            first[g + 1] = first[g] + sizes.get(g);
        }
        return new ColumnGroups(answers, group, stride, first);
    }

    int size() {
        return first.length - 1;
    }

    /** Of all groups. */
    long lines() {
        return first[size()];
    }

    int first(int ofGroup) {
        return first[ofGroup];
    }

    int group(int column) {
        return group[column];
    }

    int stride(int column) {
        return stride[column];
    }

    /** The lines of the groups, made of those of the columns. */
    long[] combine(long[] ofColumns, int words) {
        long[] lines = new long[first[size()] * words];
        Arrays.fill(lines, -1);
        int from = 0;
        for (int column = 0; column < answers.length; column++) {
            int begin = first[group[column]];
            for (int line = begin; line < first[group[column] + 1]; line++) {
                int answer = (line - begin) / stride[column] % answers[column];
                for (int w = 0; w < words; w++) {
                    lines[line * words + w] &= ofColumns[(from + answer) * words + w];
                }
            }
            from += answers[column];
        }
        return lines;
    }
}

package io.connectmojo.score.compiled.net;

/**
 * The inputs of a layer that are not zero, in the order in which genmodel's product adds them up: it takes whole groups of
 * eight columns and keeps one sum per place in the group (a lane), then come the columns left over.
 */
final class NonZeros {
    static final int LANES = 8;

    final int[] columns;
    final double[] values;

    /** Where the inputs of each lane end; last those of the columns left over. */
    final int[] ends = new int[LANES + 1];

    NonZeros(int most) {
        columns = new int[most];
        values = new double[most];
    }

    void assign(double[] input, int length) {
        int grouped = length - length % LANES;
        int count = 0;
        for (int lane = 0; lane < LANES; lane++) {
            for (int column = lane; column < grouped; column += LANES) {
                count = append(input, column, count);
            }
            ends[lane] = count;
        }
        for (int column = grouped; column < length; column++) {
            count = append(input, column, count);
        }
        ends[LANES] = count;
    }

    private int append(double[] input, int column, int count) {
        if (input[column] == 0) {
            return count;
        }
        columns[count] = column;
        values[count] = input[column];
        return count + 1;
    }
}

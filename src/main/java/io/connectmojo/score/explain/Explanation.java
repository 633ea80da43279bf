package io.connectmojo.score.explain;

/** The contributions of one row after the other. Not thread-safe. Leaves the row as it is and makes no garbage. */
public interface Explanation {
    /**
     * Takes a row: the features as genmodel takes them, in categorical columns NaN or the index of a level. It must stay as it
     * is until the last {@link #explain} of the row.
     */
    void read(double[] raw);

    /**
     * Writes what each name contributes to the class's margin, and then the bias.
     *
     * @param into filled from {@code at} on, one number per name and one more
     */
    void explain(int ofClass, double[] into, int at);

    /** The class's margin, found without contributions: what they and the bias must add up to. Slow. */
    double margin(int ofClass);
}

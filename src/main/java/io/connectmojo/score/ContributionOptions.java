package io.connectmojo.score;

/**
 * Which contributions a transform asks for.
 *
 * @param top how many are ranked, the largest in magnitude first; 0 for none
 * @param ofClass of a multinomial model: {@link #PREDICTED}, {@link #ALL} or a label
 * @param leastScore below it a record gets none; NaN for no limit
 */
public record ContributionOptions(int top, String ofClass, double leastScore) {
    public static final String PREDICTED = "predicted";
    public static final String ALL = "all";

    /** All of the predicted class, for every record. */
    public static final ContributionOptions DEFAULT = new ContributionOptions(0, PREDICTED, Double.NaN);

    public boolean allClasses() {
        return ofClass.equals(ALL);
    }

    public boolean predictedClass() {
        return ofClass.equals(PREDICTED);
    }
}

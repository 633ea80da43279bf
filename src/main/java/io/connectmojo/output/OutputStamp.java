package io.connectmojo.output;

/**
 * Texts that tell which model predicts. Unused unless they are asked for.
 *
 * @param model its name and digest
 * @param arm what it is to its transform: {@code champion} or {@code challenger}
 */
public record OutputStamp(String model, String arm) {
    /** Of the only model of a transform, or of its first. */
    public static final String CHAMPION = "champion";

    /** Of a transform's second model. */
    public static final String CHALLENGER = "challenger";
}

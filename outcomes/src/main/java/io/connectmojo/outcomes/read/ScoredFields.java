package io.connectmojo.outcomes.read;

/**
 * Which fields of a scored record count.
 *
 * @param predicted path of the prediction; what belongs to it is found by its name: {@code P_p_<class>}, {@code P_lower},
 *     {@code P_model}, {@code P_arm}, or the members beside {@code P.label} and {@code P.value}
 * @param actual path of the outcome; null when it comes on another topic
 * @param numbers whether prediction and outcome are numbers
 * @param score path of a score; null without one
 * @param scoreFrom from here on a score is high
 */
public record ScoredFields(String predicted, String actual, boolean numbers, String score, double scoreFrom) {}

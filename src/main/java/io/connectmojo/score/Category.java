package io.connectmojo.score;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The kinds of prediction that H2O models make, named as in H2O, and what is true of each. */
public enum Category {
    Regression(Answer.NUMBER, Trait.THRESHOLD, Trait.OUTCOME, Trait.TREE_PATHS, Trait.COMPILED),
    Binomial(Answer.LABEL, Trait.PROBABILITIES, Trait.THRESHOLD, Trait.OUTCOME, Trait.TREE_PATHS, Trait.COMPILED),
    Multinomial(Answer.LABEL, Trait.PROBABILITIES, Trait.OUTCOME, Trait.TREE_PATHS, Trait.COMPILED),
    Ordinal(Answer.LABEL, Trait.PROBABILITIES, Trait.OUTCOME, Trait.COMPILED),
    Clustering(Answer.CLUSTER, Trait.COMPILED),
    AnomalyDetection(Answer.NUMBER, Trait.THRESHOLD, Trait.TREE_PATHS, Trait.COMPILED),
    AutoEncoder(Answer.NUMBER, Trait.THRESHOLD, Trait.COMPILED),
    DimReduction(Answer.VECTOR, Trait.COMPILED),
    WordEmbedding(Answer.VECTOR),
    CoxPH(Answer.NUMBER, Trait.THRESHOLD, Trait.COMPILED),
    BinomialUplift(Answer.NUMBER, Trait.PROBABILITIES, Trait.THRESHOLD, Trait.COMPILED),
    KLime(Answer.NUMBER, Trait.OUTCOME),
    TargetEncoder(Answer.VECTOR);

    /** What the prediction itself is. */
    private enum Answer {
        LABEL,
        NUMBER,
        CLUSTER,
        /** Several numbers at once. */
        VECTOR
    }

    private enum Trait {
        PROBABILITIES,
        THRESHOLD,
        OUTCOME,
        TREE_PATHS,
        COMPILED
    }

    private static final List<String> UPLIFT_ARMS = List.of("treatment", "control");

    private final Answer answer;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

    Category(Answer answer, Trait... traits) {
        this.answer = answer;
        this.traits.addAll(List.of(traits));
    }

    /** Whether the prediction is the label of a class. */
    public boolean hasClasses() {
        return answer == Answer.LABEL;
    }

    /** Whether the prediction is {@link Prediction#value}. */
    public boolean isNumber() {
        return answer == Answer.NUMBER;
    }

    /** Whether the prediction is {@link Prediction#cluster}. */
    public boolean isCluster() {
        return answer == Answer.CLUSTER;
    }

    /** Whether there is one prediction, and not several numbers at once, {@link Prediction#dimensions}. */
    public boolean hasOnePrediction() {
        return answer != Answer.VECTOR;
    }

    public boolean hasProbabilities() {
        return traits.contains(Trait.PROBABILITIES);
    }

    /** What the probabilities are called: the classes, but for uplift. */
    public List<String> probabilityNames(List<String> classes) {
        return hasProbabilities() && !hasClasses() ? UPLIFT_ARMS : classes;
    }

    /** Whether {@code output.threshold} means something. */
    public boolean takesThreshold() {
        return traits.contains(Trait.THRESHOLD);
    }

    /** Whether the threshold decides which label is predicted; otherwise it says whether the number reaches it. */
    public boolean thresholdDecidesLabel() {
        return takesThreshold() && hasClasses();
    }

    /** Whether one number says how high a row scores: {@link Prediction#value}, or the probability of the second of two classes. */
    public boolean hasScore() {
        return isNumber() || thresholdDecidesLabel();
    }

    /** Whether predictions can be compared with what really happened. */
    public boolean comparesOutcomes() {
        return traits.contains(Trait.OUTCOME);
    }

    /** Whether tree models of the category tell the ways through their trees. */
    public boolean hasTreePaths() {
        return traits.contains(Trait.TREE_PATHS);
    }

    /** Whether the compiled engine knows how such predictions are read. */
    public boolean isCompiled() {
        return traits.contains(Trait.COMPILED);
    }

    /** Whether the cluster that a row fell into is told beside the prediction. */
    public boolean tellsClusterToo() {
        return this == KLime;
    }

    /** Whether the last of the contributions is a bias; otherwise it is to be left out. */
    public boolean contributionsHaveBias() {
        return this != KLime;
    }

    /** Whether the numbers of the prediction are floats. */
    public boolean isSinglePrecision() {
        return this == WordEmbedding;
    }
}

package io.connectmojo.output;

import io.connectmojo.output.decision.Decisions;
import io.connectmojo.score.Category;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** A shape for each category, with everything that a model of the category may ever give. */
final class SampleShapes {
    private static final List<String> COLUMNS = List.of("age", "fare class");

    private SampleShapes() {}

    static PredictionShape of(Category category) {
        return switch (category) {
            case Regression ->
                shape(
                        category,
                        List.of(),
                        OutputPart.CONTRIBUTIONS,
                        OutputPart.LEAF_NODES,
                        OutputPart.STAGED_PREDICTIONS,
                        OutputPart.MARGIN);
            case Binomial ->
                shape(
                        category,
                        List.of("no", "yes"),
                        OutputPart.PROBABILITIES,
                        OutputPart.CALIBRATED_PROBABILITIES,
                        OutputPart.CONTRIBUTIONS,
                        OutputPart.LEAF_NODES,
                        OutputPart.STAGED_PREDICTIONS,
                        OutputPart.MARGIN);
            case Multinomial ->
                shape(
                        category,
                        List.of("a", "b", "c-1"),
                        OutputPart.PROBABILITIES,
                        OutputPart.CONTRIBUTIONS,
                        OutputPart.LEAF_NODES,
                        OutputPart.STAGED_PREDICTIONS);
            case Ordinal -> shape(category, List.of("low", "mid", "high"), OutputPart.PROBABILITIES);
            case Clustering -> shape(category, List.of(), OutputPart.DISTANCES);
            case AnomalyDetection -> shape(category, List.of(), OutputPart.SCORE, OutputPart.LEAF_NODES);
            case AutoEncoder -> shape(category, List.of(), OutputPart.RECONSTRUCTION);
            case BinomialUplift -> shape(category, List.of(), OutputPart.PROBABILITIES);
            case KLime -> shape(category, List.of(), OutputPart.CONTRIBUTIONS);
            default -> shape(category, List.of());
        };
    }

    static PredictionShape ofClasses(String... classes) {
        Category category = classes.length == 2 ? Category.Binomial : Category.Multinomial;
        return shape(category, List.of(classes), OutputPart.PROBABILITIES);
    }

    static PredictionShape ofContributions(String... names) {
        return shape(Category.Regression, List.of(), List.of(names), OutputPart.CONTRIBUTIONS);
    }

    private static PredictionShape shape(Category category, List<String> classes, OutputPart... parts) {
        boolean contributions = Set.of(parts).contains(OutputPart.CONTRIBUTIONS);
        return shape(category, classes, contributions ? COLUMNS : List.of(), parts);
    }

    private static PredictionShape shape(
            Category category, List<String> classes, List<String> contributions, OutputPart... parts) {
        return new PredictionShape(
                category,
                classes,
                category == Category.Binomial ? 0.37 : Double.NaN,
                category == Category.Binomial ? Map.of("max f1", 0.37, "max f2", 0.2) : Map.of(),
                category == Category.AnomalyDetection,
                contributions,
                "",
                category == Category.AutoEncoder
                        ? List.of(
                                new ReconstructedCell("deck", "A", false),
                                new ReconstructedCell("deck", "B", false),
                                new ReconstructedCell("deck", null, true),
                                new ReconstructedCell("age", null, false))
                        : List.of(),
                switch (category) {
                    case DimReduction, WordEmbedding -> 3;
                    case TargetEncoder -> 2;
                    default -> 0;
                },
                category == Category.TargetEncoder ? List.of("city_te", "home.dest_te") : List.of(),
                category == Category.Clustering ? 3 : 0,
                Set.of(parts));
    }

    /** Everything that a prediction can say, at random; now and then NaN. */
    static Prediction prediction(PredictionShape shape, Random random) {
        Prediction p = new Prediction();
        p.value = number(random);
        p.label = random.nextInt(Math.max(1, shape.classes().size()));
        p.cluster = random.nextInt(4) - 1;
        p.anomaly = random.nextBoolean();
        OutputPart.SCORE.set(p, number(random));
        OutputPart.MARGIN.set(p, number(random));
        int classes = shape.probabilityNames().size();
        p.probabilities = numbers(classes, random);
        p.calibratedProbabilities = numbers(classes, random);
        int names = shape.contributions().size();
        p.contributions = numbers(Math.max(1, shape.classes().size()) * (names + 1), random);
        p.reasons = IntStream.range(0, names).map(i -> names - 1 - i).toArray();
        p.rest = number(random);
        p.distances = numbers(shape.distances(), random);
        p.reconstruction = numbers(shape.reconstruction().size(), random);
        p.dimensions = numbers(shape.dimensions(), random);
        p.staged = numbers(5, random);
        p.leafPaths = new String[] {"LRL", "", null};
        return p;
    }

    static OutputOptions options(OutputType type, Set<OutputPart> parts, int top, boolean nested, Double threshold) {
        return options(
                type,
                parts,
                new ContributionOptions(top, ContributionOptions.PREDICTED, Double.NaN),
                nested,
                threshold);
    }

    static OutputOptions options(
            OutputType type,
            Set<OutputPart> parts,
            ContributionOptions contributions,
            boolean nested,
            Double threshold) {
        OutputOptions.Layout layout = nested ? OutputOptions.Layout.NESTED : OutputOptions.Layout.FLAT;
        return new OutputOptions(
                "prediction",
                type,
                parts,
                contributions,
                layout,
                OutputOptions.Existing.FAIL,
                Decisions.ofThreshold(threshold));
    }

    static OutputOptions including(boolean nested, OutputPart... parts) {
        Set<OutputPart> set = EnumSet.noneOf(OutputPart.class);
        set.addAll(List.of(parts));
        return options(OutputType.AUTO, set, 0, nested, null);
    }

    private static double number(Random random) {
        return random.nextInt(8) == 0 ? Double.NaN : random.nextGaussian() * 100;
    }

    private static double[] numbers(int length, Random random) {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = number(random);
        }
        return numbers;
    }
}

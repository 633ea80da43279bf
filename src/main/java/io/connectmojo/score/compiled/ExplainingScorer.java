package io.connectmojo.score.compiled;

import io.connectmojo.score.Category;
import io.connectmojo.score.ContributionOptions;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.explain.Explainer;
import io.connectmojo.score.explain.Explanation;
import org.jspecify.annotations.Nullable;

/** Scores as another scorer does, and then explains: contributions of the class asked for, and the largest of them ranked. */
final class ExplainingScorer implements Scorer {
    private static final int PREDICTED = -1;

    private final Scorer scorer;
    private final @Nullable RowEncoding encoding;

    /** Null when the other scorer gives the contributions itself. */
    private final @Nullable Explanation explanation;

    private final double[] raw;
    private final int names;
    private final int classes;
    private final int reasons;
    private final double leastScore;
    private final boolean binomial;

    /** The class that is explained, or {@link #PREDICTED}; unused when all are. */
    private final int ofClass;

    /** @param engine null when the scorer gives the contributions itself */
    ExplainingScorer(
            Scorer scorer, @Nullable ContributionEngine engine, PredictionShape shape, ContributionOptions options) {
        this.scorer = scorer;
        Explainer explainer = engine == null ? null : engine.explainer();
        this.encoding = engine == null ? null : engine.encoding();
        this.explanation = explainer == null ? null : explainer.newExplanation();
        this.raw = encoding == null ? Prediction.NONE : encoding.newRaw();
        this.names = shape.contributions().size();
        int explained = explainer == null ? 1 : explainer.classes();
        boolean multinomial = explained > 1;
        this.classes = options.allClasses() ? explained : 1;
        this.ofClass = !multinomial
                ? 0
                : options.predictedClass() ? PREDICTED : shape.classes().indexOf(options.ofClass());
        this.reasons = classes > 1 ? 0 : Math.min(options.top(), names);
        this.leastScore = options.leastScore();
        this.binomial = shape.category() == Category.Binomial;
    }

    @Override
    public Prediction newPrediction() {
        Prediction prediction = scorer.newPrediction();
        prediction.contributions = new double[classes * (names + 1)];
        prediction.reasons = new int[reasons];
        return prediction;
    }

    @Override
    public void score(Row row, Prediction into) {
        scorer.score(row, into);
        into.explained = isScoreEnough(into);
        if (!into.explained) {
            return;
        }
        if (encoding != null && explanation != null) {
            explain(explanation, encoding.encode(row.values, raw), into);
        }
        if (reasons > 0) {
            into.rest = rank(into.contributions, names, into.reasons);
        }
    }

    private void explain(Explanation explanation, double[] encoded, Prediction into) {
        explanation.read(encoded);
        if (classes == 1) {
            explanation.explain(ofClass == PREDICTED ? into.label : ofClass, into.contributions, 0);
            return;
        }
        for (int c = 0; c < classes; c++) {
            explanation.explain(c, into.contributions, c * (names + 1));
        }
    }

    private boolean isScoreEnough(Prediction prediction) {
        return Double.isNaN(leastScore) || (binomial ? prediction.probabilities[1] : prediction.value) >= leastScore;
    }

    /**
     * Finds the largest in magnitude, the earlier one first when two are alike.
     *
     * @return the sum of the others
     */
    static double rank(double[] contributions, int count, int[] into) {
        int found = 0;
        double rest = 0;
        for (int i = 0; i < count; i++) {
            double size = size(contributions[i]);
            int place = found;
            while (place > 0 && size > size(contributions[into[place - 1]])) {
                place--;
            }
            if (place == into.length) {
                rest += contributions[i];
                continue;
            }
            if (found == into.length) {
                rest += contributions[into[found - 1]];
            } else {
                found++;
            }
            System.arraycopy(into, place, into, place + 1, found - place - 1);
            into[place] = i;
        }
        return rest;
    }

    /** Of what is no number: less than of all others. */
    private static double size(double contribution) {
        return Double.isNaN(contribution) ? -1 : Math.abs(contribution);
    }

    @Override
    public String engine() {
        return scorer.engine();
    }
}

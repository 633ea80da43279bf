package io.connectmojo.score.explain;

import hex.genmodel.GenModel;
import hex.genmodel.PredictContributions;
import hex.genmodel.PredictContributionsFactory;
import io.connectmojo.score.NotCompiled;
import java.util.Arrays;
import java.util.List;

/** Contributions as genmodel computes them: floats, object by object. Shared by all tasks, as genmodel's predictor may be. */
public final class GenmodelExplainer implements Explainer {
    private final PredictContributions predictor;
    private final List<String> names;

    private GenmodelExplainer(PredictContributions predictor, List<String> names) {
        this.predictor = predictor;
        this.names = names;
    }

    /** Some models have the means and refuse later: they are asked once. */
    public static GenmodelExplainer of(GenModel model) throws NotCompiled {
        if (!(model instanceof PredictContributionsFactory factory)) {
            throw new NotCompiled("H2O's library has no contributions of its kind");
        }
        double[] missing = new double[model.nfeatures()];
        Arrays.fill(missing, Double.NaN);
        try {
            PredictContributions predictor = factory.makeContributionsPredictor();
            predictor.calculateContributions(missing);
            List<String> names = Arrays.asList(predictor.getContributionNames());
            return new GenmodelExplainer(predictor, List.copyOf(names.subList(0, names.size() - 1)));
        } catch (RuntimeException e) {
            throw new NotCompiled(
                    "H2O's library refuses its contributions: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public int classes() {
        return 1;
    }

    @Override
    public Explanation newExplanation() {
        return new OfGenmodel();
    }

    private final class OfGenmodel implements Explanation {
        private double[] row = {};

        @Override
        public void read(double[] raw) {
            row = raw;
        }

        @Override
        public void explain(int ofClass, double[] into, int at) {
            float[] contributions = predictor.calculateContributions(row);
            for (int i = 0; i < contributions.length; i++) {
                into[at + i] = contributions[i];
            }
        }

        /** Unknown. */
        @Override
        public double margin(int ofClass) {
            return Double.NaN;
        }
    }

    @Override
    public float[][] thresholds() {
        return new float[0][];
    }

    @Override
    public String description() {
        return "genmodel's contributions";
    }
}

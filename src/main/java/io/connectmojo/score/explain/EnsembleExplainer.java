package io.connectmojo.score.explain;

import hex.ModelCategory;
import hex.genmodel.CategoricalEncoding;
import hex.genmodel.MojoModel;
import hex.genmodel.algos.ensemble.StackedEnsembleMojoModel;
import hex.genmodel.algos.glm.GlmMojoModel;
import io.connectmojo.score.tree.HiddenField;
import io.connectmojo.score.tree.NotCompiled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Contributions of a stacked ensemble for regression with a linear metalearner: those of its base models, weighted by the
 * metalearner's coefficients. That is a sum only where what a base model hands on is its own margin, so each one must be a
 * regression with an identity link.
 */
public final class EnsembleExplainer implements Explainer {
    private final List<String> names;
    private final List<BaseModel> bases;
    private final double intercept;

    /**
     * @param row which column of the ensemble each of the base model's is
     * @param columns which column of the base model each of its names speaks of
     */
    private record BaseModel(Explainer explainer, double weight, int[] row, int[] columns) {}

    private EnsembleExplainer(List<String> names, List<BaseModel> bases, double intercept) {
        this.names = List.copyOf(names);
        this.bases = List.copyOf(bases);
        this.intercept = intercept;
    }

    public static EnsembleExplainer of(StackedEnsembleMojoModel model) throws NotCompiled {
        if (model.getModelCategory() != ModelCategory.Regression) {
            throw new NotCompiled("its base models hand on probabilities, which are no sum of contributions");
        }
        MojoModel metalearner = HiddenField.read(model, "_metaLearner", MojoModel.class);
        Object[] parts = HiddenField.read(model, "_baseModels", Object[].class);
        if (!(metalearner instanceof GlmMojoModel linear)
                || HiddenField.read(linear, "_cats", Integer.class) != 0
                || linear.getBeta().length != parts.length + 1) {
            throw new NotCompiled("its metalearner is no linear model of its base models");
        }
        List<BaseModel> bases = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] != null) {
                MojoModel base = HiddenField.read(parts[i], "_mojoModel", MojoModel.class);
                int[] row = HiddenField.read(parts[i], "_mapping", int[].class);
                bases.add(base(base, linear.getBeta()[i], row));
            }
        }
        return new EnsembleExplainer(
                Arrays.asList(model.getNames()).subList(0, model.nfeatures()), bases, linear.getIntercept());
    }

    private static BaseModel base(MojoModel model, double weight, int[] row) throws NotCompiled {
        String algorithm = model.getModelCategory() + " base model of " + model._algoName;
        if (!Identity.handsOnItsMargin(model)) {
            throw new NotCompiled("its " + algorithm + " hands on no sum of contributions");
        }
        if (model.getCategoricalEncoding() != CategoricalEncoding.AUTO) {
            throw new NotCompiled("its " + algorithm + " has encoded columns");
        }
        Explainer explainer = Explainers.of(model);
        int[] columns = Explainers.columns(model, explainer);
        if (row.length != model.nfeatures()
                || columns.length != explainer.names().size()) {
            throw new NotCompiled("its " + algorithm + " has other columns");
        }
        return new BaseModel(explainer, weight, row, columns);
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
        return new OfBaseModels();
    }

    private final class OfBaseModels implements Explanation {
        private final Explanation[] parts = new Explanation[bases.size()];
        private final double[][] rows = new double[parts.length][];
        private final double[][] contributions = new double[parts.length][];

        OfBaseModels() {
            for (int i = 0; i < parts.length; i++) {
                BaseModel base = bases.get(i);
                parts[i] = base.explainer.newExplanation();
                rows[i] = new double[base.row.length];
                contributions[i] = new double[base.columns.length + 1];
            }
        }

        @Override
        public void read(double[] raw) {
            for (int i = 0; i < parts.length; i++) {
                int[] from = bases.get(i).row;
                for (int c = 0; c < from.length; c++) {
                    rows[i][c] = raw[from[c]];
                }
                parts[i].read(rows[i]);
            }
        }

        @Override
        public void explain(int ofClass, double[] into, int at) {
            int bias = at + names.size();
            Arrays.fill(into, at, bias, 0);
            into[bias] = intercept;
            for (int i = 0; i < parts.length; i++) {
                BaseModel base = bases.get(i);
                double[] own = contributions[i];
                parts[i].explain(0, own, 0);
                for (int n = 0; n < base.columns.length; n++) {
                    into[at + base.row[base.columns[n]]] += base.weight * own[n];
                }
                into[bias] += base.weight * own[base.columns.length];
            }
        }

        @Override
        public double margin(int ofClass) {
            double margin = intercept;
            for (int i = 0; i < parts.length; i++) {
                margin += bases.get(i).weight * parts[i].margin(0);
            }
            return margin;
        }
    }

    @Override
    public float[][] thresholds() {
        return new float[names.size()][0];
    }

    @Override
    public String description() {
        return "weighted contributions of base models";
    }

    @Override
    public long bytes() {
        return bases.stream().mapToLong(base -> base.explainer.bytes()).sum();
    }
}

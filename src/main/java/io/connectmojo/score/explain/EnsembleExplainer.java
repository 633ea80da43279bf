package io.connectmojo.score.explain;

import hex.genmodel.algos.ensemble.StackedEnsembleMojoModel;
import io.connectmojo.score.NotCompiled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Contributions of a stacked ensemble with a linear metalearner: those of its base models, weighted by the metalearner's
 * coefficients, in the space of its link.
 */
final class EnsembleExplainer implements Explainer {
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

    static EnsembleExplainer of(StackedEnsembleMojoModel model) throws NotCompiled {
        EnsembleParts parts = EnsembleParts.of(model);
        List<BaseModel> bases = new ArrayList<>();
        for (EnsembleParts.Part part : parts.parts()) {
            Explainer explainer = SingleExplainers.of(part.model());
            int[] columns = SingleExplainers.columns(part.model(), explainer);
            bases.add(new BaseModel(explainer, part.weight(), part.row(), columns));
        }
        return new EnsembleExplainer(
                Arrays.asList(model.getNames()).subList(0, model.nfeatures()), bases, parts.intercept());
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
}

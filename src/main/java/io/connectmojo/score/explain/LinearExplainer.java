package io.connectmojo.score.explain;

import hex.ModelCategory;
import hex.genmodel.algos.glm.GlmMojoModelBase;
import io.connectmojo.score.HiddenMember;
import io.connectmojo.score.NotCompiled;
import java.util.Arrays;
import java.util.List;

/**
 * Contributions of a generalised linear model: coefficient times (value - baseline), in the space of its link. The baseline of a
 * number is the mean that the MOJO puts in for missing values; where it puts none in, 0. The baseline of a level is the
 * reference level, which has no coefficient; where the model has none, it is no level at all. The bias is the margin of a row of
 * baselines, so a missing number contributes 0.
 */
final class LinearExplainer implements Explainer {
    private final List<String> names;
    private final int classes;
    private final double[] coefficients;

    /** Of a class; the last one is the intercept. */
    private final int perClass;

    private final int[] levelOffsets;
    private final int categorical;
    private final boolean firstLevelSkipped;

    /** Levels and numbers that missing cells become; null when nothing is put in. */
    private final int[] modes;

    private final double[] means;
    private final double[] biases;

    private LinearExplainer(GlmMojoModelBase model, int classes) throws NotCompiled {
        boolean imputes = HiddenMember.read(model, "_meanImputation", Boolean.class, NotCompiled::new);
        this.classes = classes;
        this.coefficients = model.getBeta();
        this.levelOffsets = HiddenMember.read(model, "_catOffsets", int[].class, NotCompiled::new);
        this.categorical = HiddenMember.read(model, "_cats", Integer.class, NotCompiled::new);
        this.firstLevelSkipped = !HiddenMember.read(model, "_useAllFactorLevels", Boolean.class, NotCompiled::new);
        this.modes = imputes ? HiddenMember.read(model, "_catModes", int[].class, NotCompiled::new) : null;
        this.means = imputes ? HiddenMember.read(model, "_numMeans", double[].class, NotCompiled::new) : null;
        this.names = List.of(Arrays.copyOf(model.getNames(), model.nfeatures()));
        this.perClass = coefficients.length / classes;
        int numbers = names.size() - categorical;
        if (levelOffsets.length != categorical + 1
                || perClass * classes != coefficients.length
                || perClass != levelOffsets[categorical] + numbers + 1
                || imputes && (modes.length < categorical || means.length < numbers)) {
            throw new NotCompiled("its coefficients are not those of its columns");
        }
        this.biases = new double[classes];
        for (int c = 0; c < classes; c++) {
            biases[c] = coefficients[(c + 1) * perClass - 1];
            for (int i = categorical; i < names.size() && means != null; i++) {
                biases[c] += coefficient(c, i) * means[i - categorical];
            }
        }
    }

    static LinearExplainer of(GlmMojoModelBase model) throws NotCompiled {
        ModelCategory category = model.getModelCategory();
        if (category == ModelCategory.Ordinal) {
            throw new NotCompiled("its classes share one margin with several intercepts");
        }
        return new LinearExplainer(model, category == ModelCategory.Multinomial ? model.nclasses() : 1);
    }

    private double coefficient(int ofClass, int number) {
        return coefficients[ofClass * perClass + levelOffsets[categorical] + number - categorical];
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public Explanation newExplanation() {
        return new OfCoefficients();
    }

    private final class OfCoefficients implements Explanation {
        private double[] row = {};

        @Override
        public void read(double[] raw) {
            row = raw;
        }

        @Override
        public void explain(int ofClass, double[] into, int at) {
            for (int i = 0; i < categorical; i++) {
                into[at + i] = ofLevel(ofClass, i);
            }
            for (int i = categorical; i < names.size(); i++) {
                double distance = means == null ? row[i] : Double.isNaN(row[i]) ? 0 : row[i] - means[i - categorical];
                into[at + i] = coefficient(ofClass, i) * distance;
            }
            into[at + names.size()] = biases[ofClass];
        }

        private double ofLevel(int ofClass, int column) {
            double value = Double.isNaN(row[column]) && modes != null ? modes[column] : row[column];
            int level = (int) value - (firstLevelSkipped ? 1 : 0);
            int place = levelOffsets[column] + level;
            boolean has = level >= 0 && place < levelOffsets[column + 1];
            return has ? coefficients[ofClass * perClass + place] : 0;
        }

        @Override
        public double margin(int ofClass) {
            double margin = coefficients[(ofClass + 1) * perClass - 1];
            for (int i = 0; i < names.size(); i++) {
                margin += i < categorical ? ofLevel(ofClass, i) : coefficient(ofClass, i) * number(i);
            }
            return margin;
        }

        private double number(int column) {
            return Double.isNaN(row[column]) && means != null ? means[column - categorical] : row[column];
        }
    }

    @Override
    public float[][] thresholds() {
        return new float[names.size()][0];
    }

    @Override
    public String description() {
        return "contributions of coefficients";
    }
}

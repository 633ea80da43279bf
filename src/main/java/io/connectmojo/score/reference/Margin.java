package io.connectmojo.score.reference;

import static io.connectmojo.score.HiddenMember.method;
import static io.connectmojo.score.HiddenMember.read;

import biz.k11i.xgboost.Predictor;
import biz.k11i.xgboost.learner.ObjFunction;
import biz.k11i.xgboost.util.FVec;
import hex.genmodel.GenModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.algos.deeplearning.NeuralNetwork;
import hex.genmodel.algos.gbm.GbmMojoModel;
import hex.genmodel.algos.glm.GlmMojoModel;
import hex.genmodel.algos.xgboost.XGBoostJavaMojoModel;
import hex.genmodel.utils.DistributionFamily;
import hex.genmodel.utils.LinkFunctionType;
import io.connectmojo.score.Category;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The raw score before the link, for models of two classes or of a number whose link genmodel applies itself: the sum that
 * genmodel then hands to its inverse link function. Not thread-safe: one per scorer.
 */
interface Margin {
    /** @param raw the row as score0 takes it; stays as it is */
    double of(double[] raw, double offset);

    /** Empty for models without such a score, or whose link is the identity: there the margin is the prediction. */
    static Optional<Margin> of(GenModel model, Category category) {
        if (category != Category.Regression && category != Category.Binomial) {
            return Optional.empty();
        }
        try {
            if (model instanceof GbmMojoModel gbm) {
                return OfGbm.of(gbm, category);
            }
            if (model instanceof XGBoostJavaMojoModel booster) {
                return OfXGBoost.of(booster);
            }
            if (model instanceof GlmMojoModel glm) {
                return OfGlm.of(glm);
            }
            return model instanceof DeeplearningMojoModel network ? OfNetwork.of(network, category) : Optional.empty();
        } catch (IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    /** The leaves' sum, the initial value and the offset. */
    record OfGbm(GbmMojoModel model, double[] sums, int at) implements Margin {
        private static final Set<DistributionFamily> TWO_CLASSES = EnumSet.of(
                DistributionFamily.bernoulli, DistributionFamily.quasibinomial, DistributionFamily.modified_huber);
        private static final Set<LinkFunctionType> LINKS = EnumSet.of(
                LinkFunctionType.log,
                LinkFunctionType.logit,
                LinkFunctionType.ologit,
                LinkFunctionType.ologlog,
                LinkFunctionType.inverse);

        static Optional<Margin> of(GbmMojoModel model, Category category) {
            boolean links = category == Category.Binomial
                    ? TWO_CLASSES.contains(model._family)
                    : LINKS.contains(model._link_function);
            double[] sums = new double[model.getPredsSize()];
            return links
                    ? Optional.of(new OfGbm(model, sums, category == Category.Binomial ? 1 : 0))
                    : Optional.empty();
        }

        @Override
        public double of(double[] raw, double offset) {
            Arrays.fill(sums, 0);
            model.scoreTreeRange(raw, 0, model.getNTreeGroups(), sums);
            return sums[at] + model._init_f + offset;
        }
    }

    /** The predictor's own sum, a float; with an offset that takes the base score's place. */
    record OfXGBoost(XGBoostJavaMojoModel model, Predictor predictor, Object encoder, Method encode, Method sum)
            implements Margin {
        static Optional<Margin> of(XGBoostJavaMojoModel model) {
            Predictor predictor = read(model, "_predictor", Predictor.class, IllegalStateException::new);
            if (ObjFunction.fromName(predictor.getObjName()).getClass() == ObjFunction.class) {
                return Optional.empty(); // the one that changes nothing
            }
            Object encoder = read(model, "_1hotFactory", Object.class, IllegalStateException::new);
            Method encode = method(encoder.getClass(), "fromArray", IllegalStateException::new, double[].class);
            Method sum = method(
                    Predictor.class, "predictRaw", IllegalStateException::new, FVec.class, int.class, float.class);
            return Optional.of(new OfXGBoost(model, predictor, encoder, encode, sum));
        }

        @Override
        public double of(double[] raw, double offset) {
            int columns = model._cats + model._nums; // models of old formats may be asked with fewer
            try {
                Object row =
                        encode.invoke(encoder, (Object) (raw.length < columns ? Arrays.copyOf(raw, columns) : raw));
                float start = model._hasOffset ? (float) offset : predictor.getBaseScore();
                return ((float[]) sum.invoke(predictor, row, 0, start))[0];
            } catch (InvocationTargetException | IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * The linear predictor, added up in genmodel's order.
     *
     * @param offsets where the coefficients of each categorical column begin, and behind the last one end
     * @param fill per column what stands for a missing value; null where missing values are not imputed
     */
    record OfGlm(double[] beta, int categories, int[] offsets, boolean allLevels, double @Nullable [] fill)
            implements Margin {
        static Optional<Margin> of(GlmMojoModel model) {
            if ("identity".equals(read(model, "_link", String.class, IllegalStateException::new))) {
                return Optional.empty();
            }
            int categories = read(model, "_cats", Integer.class, IllegalStateException::new);
            int numbers = read(model, "_nums", Integer.class, IllegalStateException::new);
            double[] fill = null;
            if (read(model, "_meanImputation", Boolean.class, IllegalStateException::new)) {
                fill = new double[categories + numbers];
                for (int i = 0; i < categories; i++) {
                    fill[i] = read(model, "_catModes", int[].class, IllegalStateException::new)[i];
                }
                for (int i = 0; i < numbers; i++) {
                    fill[categories + i] = read(model, "_numMeans", double[].class, IllegalStateException::new)[i];
                }
            }
            return Optional.of(new OfGlm(
                    model.getBeta(),
                    categories,
                    read(model, "_catOffsets", int[].class, IllegalStateException::new),
                    read(model, "_useAllFactorLevels", Boolean.class, IllegalStateException::new),
                    fill));
        }

        @Override
        public double of(double[] raw, double offset) {
            double eta = 0;
            for (int i = 0; i < offsets.length - 1; i++) {
                int at = (int) value(raw, i) - (allLevels ? 0 : 1);
                if (at >= 0 && at + offsets[i] < offsets[i + 1]) { // levels beyond have no coefficient
                    eta += beta[at + offsets[i]];
                }
            }
            int shift = offsets[categories] - categories;
            for (int i = categories; i < beta.length - 1 - shift; i++) {
                eta += beta[shift + i] * value(raw, i);
            }
            return eta + beta[beta.length - 1] + offset;
        }

        private double value(double[] raw, int column) {
            return fill != null && Double.isNaN(raw[column]) ? fill[column] : raw[column];
        }
    }

    /** What the last neuron gives, on the scale of the response's logarithm. */
    record OfNetwork(DeeplearningMojoModel model) implements Margin {
        private static final Set<DistributionFamily> LOG =
                EnumSet.of(DistributionFamily.poisson, DistributionFamily.gamma, DistributionFamily.tweedie);

        static Optional<Margin> of(DeeplearningMojoModel model, Category category) {
            return category == Category.Regression && LOG.contains(model._family)
                    ? Optional.of(new OfNetwork(model))
                    : Optional.empty();
        }

        @Override
        public double of(double[] raw, double offset) {
            double[] neurons = new double[model._units[0]];
            GenModel.setInput(
                    raw,
                    neurons,
                    new double[model._nums],
                    new int[model._cats],
                    model._nums,
                    model._cats,
                    model._catoffsets,
                    model._normmul,
                    model._normsub,
                    model._use_all_factor_levels,
                    true);
            for (int layer = 0; layer < model._numLayers; layer++) {
                neurons = new NeuralNetwork(
                                model._allActivations[layer],
                                model._all_drop_out_ratios[layer],
                                model._weightsAndBias[layer],
                                neurons,
                                model._units[layer + 1])
                        .fprop1Layer();
            }
            return model._normrespmul == null ? neurons[0] : neurons[0] / model._normrespmul[0] + model._normrespsub[0];
        }
    }
}

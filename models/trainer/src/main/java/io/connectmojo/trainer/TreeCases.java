package io.connectmojo.trainer;

import hex.Model;
import hex.tree.CalibrationHelper.CalibrationMethod;
import hex.Model.Parameters.CategoricalEncodingScheme;
import hex.genmodel.utils.DistributionFamily;
import hex.tree.SharedTreeModel.SharedTreeParameters;
import hex.tree.drf.DRF;
import hex.tree.drf.DRFModel.DRFParameters;
import hex.tree.gbm.GBM;
import hex.tree.gbm.GBMModel.GBMParameters;
import hex.tree.xgboost.XGBoost;
import hex.tree.xgboost.XGBoostModel.XGBoostParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import water.fvec.Frame;

/** Trees that predict: GBM, DRF, XRT and XGBoost, with every distribution, encoding, calibration and offset. */
final class TreeCases {
    private static final CategoricalEncodingScheme[] ENCODINGS = {
        CategoricalEncodingScheme.Enum, CategoricalEncodingScheme.OneHotExplicit, CategoricalEncodingScheme.Binary,
        CategoricalEncodingScheme.Eigen, CategoricalEncodingScheme.EnumLimited, CategoricalEncodingScheme.LabelEncoder,
        CategoricalEncodingScheme.SortByResponse
    };

    private final List<ModelCase> cases = new ArrayList<>();

    static List<ModelCase> all() {
        TreeCases all = new TreeCases();
        all.gbm();
        all.drf();
        all.xgboost();
        return all.cases;
    }

    private void add(String name, String response, Function<Frame, Model<?, ?, ?>> train, String... roles) {
        boolean unknown = !name.endsWith("label-encoder"); // in-cluster scoring fails on unseen levels
        cases.add(Loans.of(name, response, true, unknown, train, roles));
    }

    private void gbm() {
        for (DistributionFamily family : List.of(
                DistributionFamily.gaussian, DistributionFamily.gamma, DistributionFamily.tweedie,
                DistributionFamily.huber, DistributionFamily.quantile, DistributionFamily.laplace)) {
            add("gbm-" + family, "loss", gbm("loss", p -> p._distribution = family));
        }
        add("gbm-poisson", "claims", gbm("claims", p -> p._distribution = DistributionFamily.poisson));
        add("gbm-quasibinomial", "default01", gbm("default01", p -> p._distribution = DistributionFamily.quasibinomial));
        add("gbm-binomial", "defaulted", gbm("defaulted", p -> {}));
        add("gbm-balanced-classes", "defaulted", gbm("defaulted", p -> p._balance_classes = true));
        add("gbm-multinomial", "grade", gbm("grade", p -> {}));
        add("gbm-calibrated-platt", "defaulted", gbm("defaulted", calibrated(CalibrationMethod.PlattScaling)));
        add("gbm-calibrated-isotonic", "defaulted", gbm("defaulted", calibrated(CalibrationMethod.IsotonicRegression)));
        add("gbm-offset-gaussian", "loss", gbm("loss", p -> p._offset_column = "exposure"), "exposure");
        add("gbm-offset-bernoulli", "defaulted", gbm("defaulted", p -> p._offset_column = "exposure"), "exposure");
        add("gbm-offset-poisson", "claims", gbm("claims", p -> {
            p._distribution = DistributionFamily.poisson;
            p._offset_column = "exposure";
        }), "exposure");
        add("gbm-weights-and-fold", "loss", gbm("loss", p -> {
            p._weights_column = "weight";
            p._fold_column = "fold";
        }), "weight", "fold");
        for (CategoricalEncodingScheme encoding : ENCODINGS) {
            add("gbm-" + name(encoding), "defaulted", gbm("defaulted", p -> p._categorical_encoding = encoding));
        }
        add("gbm-regression-one-hot-explicit", "loss",
                gbm("loss", p -> p._categorical_encoding = CategoricalEncodingScheme.OneHotExplicit));
        add("gbm-multinomial-enum-limited", "grade",
                gbm("grade", p -> p._categorical_encoding = CategoricalEncodingScheme.EnumLimited));
    }

    private void drf() {
        add("drf-regression", "loss", drf("loss", p -> {}));
        add("drf-binomial", "defaulted", drf("defaulted", p -> {}));
        add("drf-binomial-double-trees", "defaulted", drf("defaulted", p -> p._binomial_double_trees = true));
        add("drf-multinomial", "grade", drf("grade", p -> {}));
        add("drf-calibrated-platt", "defaulted", drf("defaulted", calibrated(CalibrationMethod.PlattScaling)));
        add("drf-calibrated-isotonic", "defaulted", drf("defaulted", calibrated(CalibrationMethod.IsotonicRegression)));
        add("xrt-multinomial", "grade", drf("grade", extremelyRandom()));
        add("xrt-regression", "loss", drf("loss", extremelyRandom()));
        for (CategoricalEncodingScheme encoding : ENCODINGS) {
            add("drf-" + name(encoding), "defaulted", drf("defaulted", p -> p._categorical_encoding = encoding));
        }
    }

    private void xgboost() {
        add("xgb-regression", "loss", xgb("loss", p -> {}));
        add("xgb-poisson", "claims", xgb("claims", p -> p._distribution = DistributionFamily.poisson));
        add("xgb-tweedie", "loss", xgb("loss", p -> p._distribution = DistributionFamily.tweedie));
        add("xgb-gamma", "loss", xgb("loss", p -> p._distribution = DistributionFamily.gamma));
        add("xgb-binomial", "defaulted", xgb("defaulted", p -> {}));
        add("xgb-multinomial", "grade", xgb("grade", p -> {}));
        add("xgb-dart", "defaulted", xgb("defaulted", p -> {
            p._booster = XGBoostParameters.Booster.dart;
            p._rate_drop = 0.3f;
        }));
        add("xgb-dart-regression", "loss", xgb("loss", p -> p._booster = XGBoostParameters.Booster.dart));
        add("xgb-gblinear", "defaulted", xgb("defaulted", p -> p._booster = XGBoostParameters.Booster.gblinear));
        add("xgb-gblinear-regression", "loss", xgb("loss", p -> p._booster = XGBoostParameters.Booster.gblinear));
        add("xgb-offset-binomial", "defaulted", xgb("defaulted", p -> p._offset_column = "exposure"), "exposure");
        add("xgb-offset-poisson", "claims", xgb("claims", p -> {
            p._distribution = DistributionFamily.poisson;
            p._offset_column = "exposure";
        }), "exposure");
        add("xgb-calibrated-platt", "defaulted", xgb("defaulted", p -> {
            p._calibrate_model = true;
            p._calibration_method = CalibrationMethod.PlattScaling;
            p._calibration_frame = p._train;
        }));
        // XGBoost's MOJOs of the other encodings want the encoded columns, which no record has
        add("xgb-sort-by-response", "defaulted",
                xgb("defaulted", p -> p._categorical_encoding = CategoricalEncodingScheme.SortByResponse));
    }

    private static Consumer<SharedTreeParameters> calibrated(CalibrationMethod method) {
        return p -> {
            p._calibrate_model = true;
            p._calibration_method = method;
            p._calibration_frame = p._train;
        };
    }

    private static Consumer<SharedTreeParameters> extremelyRandom() {
        return p -> p._histogram_type = SharedTreeParameters.HistogramType.Random;
    }

    private static String name(CategoricalEncodingScheme encoding) {
        return encoding.name().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Function<Frame, Model<?, ?, ?>> gbm(String response, Consumer<? super GBMParameters> settings) {
        return frame -> {
            GBMParameters p = trees(new GBMParameters(), frame, response);
            settings.accept(p);
            return new GBM(p).trainModel().get();
        };
    }

    private static Function<Frame, Model<?, ?, ?>> drf(String response, Consumer<? super DRFParameters> settings) {
        return frame -> {
            DRFParameters p = trees(new DRFParameters(), frame, response);
            settings.accept(p);
            return new DRF(p).trainModel().get();
        };
    }

    private static <P extends SharedTreeParameters> P trees(P p, Frame frame, String response) {
        p._train = frame._key;
        p._response_column = response;
        p._ntrees = 6;
        p._max_depth = 4;
        p._seed = 77;
        return p;
    }

    private static Function<Frame, Model<?, ?, ?>> xgb(String response, Consumer<XGBoostParameters> settings) {
        return frame -> {
            XGBoostParameters p = new XGBoostParameters();
            p._train = frame._key;
            p._response_column = response;
            p._ntrees = 6;
            p._max_depth = 4;
            p._seed = 77;
            p._backend = XGBoostParameters.Backend.cpu;
            settings.accept(p);
            return new XGBoost(p).trainModel().get();
        };
    }
}

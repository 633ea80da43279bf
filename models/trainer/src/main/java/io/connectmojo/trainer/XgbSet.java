package io.connectmojo.trainer;

import hex.Model.Parameters.CategoricalEncodingScheme;
import hex.genmodel.utils.DistributionFamily;
import hex.tree.CalibrationHelper.CalibrationMethod;
import hex.tree.xgboost.XGBoost;
import hex.tree.xgboost.XGBoostModel.XGBoostParameters.Backend;
import hex.tree.xgboost.XGBoostModel.XGBoostParameters.Booster;
import hex.tree.xgboost.XGBoostModel.XGBoostParameters.DMatrixType;
import hex.tree.xgboost.XGBoostModel.XGBoostParameters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** XGBoost: the three boosters in the three categories, distributions, offsets, calibrations and encodings. */
final class XgbSet {

    private XgbSet() {}

    static Recipe.Fit fit(String response, Consumer<XGBoostParameters> tweak) {
        return train -> {
            XGBoostParameters parameters = Customers.common(new XGBoostParameters(), train, response);
            parameters._ntrees = 8;
            parameters._max_depth = 3;
            parameters._backend = Backend.cpu;
            parameters._nthread = 1;
            tweak.accept(parameters);
            return new XGBoost(parameters).trainModel().get();
        };
    }

    private static Table zeroAndMissing(Table table, String column) {
        int at = table.index(column);
        for (int i = 0; i < table.rows().size(); i += 2) {
            table.rows().get(i)[at] = i % 4 == 0 ? 0.0 : null;
        }
        return table;
    }

    static void addTo(List<Recipe> set) {
        Map<String, String> responses = new TreeMap<>(Map.of("regression", "spend", "binomial", "buys", "multinomial", "segment"));
        for (Booster booster : Booster.values()) {
            responses.forEach((category, response) -> set.add(Customers.recipe("xgb_" + booster + "_" + category,
                    "XGBoost, " + booster + ", " + category, response, fit(response, p -> {
                        p._booster = booster;
                        p._rate_drop = booster == Booster.dart ? 0.3f : 0;
                    }))));
        }
        for (DistributionFamily family : List.of(
                DistributionFamily.poisson, DistributionFamily.gamma, DistributionFamily.tweedie)) {
            String response = family == DistributionFamily.gamma ? "spend" : "claims";
            set.add(Customers.recipe("xgb_" + family, "XGBoost, " + family + " distribution", response,
                    fit(response, p -> p._distribution = family)));
        }
        for (String family : List.of("gaussian", "bernoulli", "poisson")) {
            String response = switch (family) {
                case "bernoulli" -> "buys";
                case "poisson" -> "claims";
                default -> "spend";
            };
            set.add(Customers.recipe("xgb_offset_" + family, "XGBoost with an offset column, " + family, response,
                    fit(response, p -> {
                        p._distribution = DistributionFamily.valueOf(family);
                        p._offset_column = "exposure";
                    }), "exposure"));
        }
        set.add(Customers.of("xgb_offset_zero_missing", "XGBoost with an offset column that is zero in some rows and missing in others",
                Customers.train("buys", "exposure"), Soil.clean(zeroAndMissing(Customers.rows("exposure"), "exposure")),
                fit("buys", p -> p._offset_column = "exposure")));
        for (String response : List.of("spend", "buys")) {
            set.add(Customers.recipe("xgb_sparse_" + (response.equals("buys") ? "binomial" : "regression"),
                    "XGBoost trained on a sparse matrix, for which zero is missing", response,
                    fit(response, p -> p._dmatrix_type = DMatrixType.sparse), "coupons", "refunds"));
        }
        set.add(Customers.recipe("xgb_weights", "XGBoost trained with row weights", "spend",
                fit("spend", p -> p._weights_column = "weight"), "weight"));
        for (CalibrationMethod method : List.of(CalibrationMethod.PlattScaling, CalibrationMethod.IsotonicRegression)) {
            String word = method == CalibrationMethod.PlattScaling ? "platt" : "isotonic";
            set.add(Customers.recipe("xgb_calibrated_" + word, "XGBoost, probabilities calibrated by " + method, "buys",
                    fit("buys", p -> {
                        p._calibrate_model = true;
                        p._calibration_frame = Customers.calibration()._key;
                        p._calibration_method = method;
                    })));
        }
        set.add(Customers.recipe("xgb_encoding_onehotinternal", "XGBoost, categorical encoding OneHotInternal", "spend",
                fit("spend", p -> p._categorical_encoding = CategoricalEncodingScheme.OneHotInternal)));
        for (CategoricalEncodingScheme scheme : Encodings.ALL) {
            // H2O refuses these two for XGBoost.
            if (scheme == CategoricalEncodingScheme.Enum || scheme == CategoricalEncodingScheme.Eigen) {
                continue;
            }
            set.add(Encodings.recipe("xgb", "XGBoost", scheme, "spend", fit("spend", p -> {
                p._categorical_encoding = scheme;
                p._max_categorical_levels = 5;
            })));
        }
    }
}

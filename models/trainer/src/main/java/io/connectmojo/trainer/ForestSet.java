package io.connectmojo.trainer;

import hex.Model.Parameters.CategoricalEncodingScheme;
import hex.tree.CalibrationHelper.CalibrationMethod;
import hex.tree.SharedTreeModel.SharedTreeParameters.HistogramType;
import hex.tree.drf.DRF;
import hex.tree.drf.DRFModel.DRFParameters;
import java.util.List;
import java.util.function.Consumer;

/** Random forests and extremely randomized trees. */
final class ForestSet {

    private ForestSet() {}

    static Recipe.Fit fit(String response, Consumer<DRFParameters> tweak) {
        return train -> {
            DRFParameters parameters = Customers.common(new DRFParameters(), train, response);
            parameters._ntrees = 6;
            parameters._max_depth = 4;
            tweak.accept(parameters);
            return new DRF(parameters).trainModel().get();
        };
    }

    static void addTo(List<Recipe> set) {
        Consumer<DRFParameters> nothing = p -> { };
        set.add(Customers.recipe("drf_regression", "DRF, regression", "spend", fit("spend", nothing)));
        set.add(Customers.recipe("drf_binomial", "DRF, binomial", "buys", fit("buys", nothing)));
        set.add(Customers.recipe("drf_multinomial", "DRF, multinomial", "segment", fit("segment", nothing)));
        set.add(Customers.recipe("drf_double_trees", "DRF, binomial with a tree for each class", "buys",
                fit("buys", p -> p._binomial_double_trees = true)));
        set.add(Customers.recipe("drf_weights", "DRF trained with row weights", "spend",
                fit("spend", p -> p._weights_column = "weight"), "weight"));
        set.add(Customers.recipe("drf_balanced_classes", "DRF, binomial with balanced classes", "buys",
                fit("buys", p -> p._balance_classes = true)));
        for (CalibrationMethod method : List.of(CalibrationMethod.PlattScaling, CalibrationMethod.IsotonicRegression)) {
            String word = method == CalibrationMethod.PlattScaling ? "platt" : "isotonic";
            set.add(Customers.recipe("drf_calibrated_" + word, "DRF, probabilities calibrated by " + method, "buys",
                    fit("buys", p -> {
                        p._calibrate_model = true;
                        p._calibration_frame = Customers.calibration()._key;
                        p._calibration_method = method;
                    })));
        }
        for (CategoricalEncodingScheme scheme : Encodings.ALL) {
            set.add(Encodings.recipe("drf", "DRF", scheme, "spend", fit("spend", p -> {
                p._categorical_encoding = scheme;
                p._max_categorical_levels = 5;
            })));
        }
        for (String response : List.of("spend", "buys", "segment")) {
            String category = response.equals("spend") ? "regression" : response.equals("buys") ? "binomial" : "multinomial";
            set.add(Customers.recipe("xrt_" + category, "extremely randomized trees, " + category, response,
                    fit(response, p -> p._histogram_type = HistogramType.Random)));
        }
    }
}

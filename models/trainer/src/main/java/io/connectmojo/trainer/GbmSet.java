package io.connectmojo.trainer;

import hex.KeyValue;
import hex.Model.Parameters.CategoricalEncodingScheme;
import hex.genmodel.utils.DistributionFamily;
import hex.tree.CalibrationHelper.CalibrationMethod;
import hex.tree.gbm.GBM;
import hex.tree.gbm.GBMModel.GBMParameters;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import water.DKV;
import water.fvec.Vec;

/** Gradient boosting: categories, distributions, offsets, calibrations, encodings and odd columns. */
final class GbmSet {

    private GbmSet() {}

    static Recipe.Fit fit(String response, Consumer<GBMParameters> tweak) {
        return train -> {
            GBMParameters parameters = Customers.common(new GBMParameters(), train, response);
            parameters._ntrees = 8;
            parameters._max_depth = 3;
            tweak.accept(parameters);
            return new GBM(parameters).trainModel().get();
        };
    }

    static void addTo(List<Recipe> set) {
        Consumer<GBMParameters> nothing = p -> { };
        set.add(Customers.recipe("gbm_regression", "GBM, regression", "spend", fit("spend", nothing)));
        set.add(Customers.recipe("gbm_binomial", "GBM, binomial", "buys", fit("buys", nothing)));
        set.add(Customers.recipe("gbm_multinomial", "GBM, multinomial", "segment", fit("segment", nothing)));
        set.add(Customers.recipe("gbm_quasibinomial", "GBM, quasibinomial: the classes are the numbers 0 and 1", "bought",
                fit("bought", p -> p._distribution = DistributionFamily.quasibinomial)));
        for (DistributionFamily family : List.of(
                DistributionFamily.poisson, DistributionFamily.gamma, DistributionFamily.tweedie,
                DistributionFamily.laplace, DistributionFamily.quantile, DistributionFamily.huber)) {
            String response = family == DistributionFamily.poisson || family == DistributionFamily.tweedie ? "claims" : "spend";
            set.add(Customers.recipe("gbm_" + family, "GBM, " + family + " distribution", response,
                    fit(response, p -> p._distribution = family)));
        }
        set.add(Customers.recipe("gbm_numeric_labels_binomial", "GBM, binomial, classes named 1 and 2", "answer",
                fit("answer", nothing)));
        set.add(Customers.recipe("gbm_numeric_labels_multinomial", "GBM, multinomial, classes named 1, 2 and 3", "tier",
                fit("tier", nothing)));
        offsets(set);
        calibrations(set);
        encodings(set);
        set.add(Customers.recipe("gbm_weights", "GBM trained with row weights", "spend",
                fit("spend", p -> p._weights_column = "weight"), "weight"));
        set.add(Customers.recipe("gbm_validated",
                "GBM with a validation frame, from whose metrics H2O takes the threshold of the labels", "buys",
                fit("buys", p -> p._valid = Customers.calibration()._key)));
        set.add(Customers.recipe("gbm_fold_column", "GBM trained with a fold column", "spend",
                fit("spend", p -> p._fold_column = "fold"), "fold"));
        set.add(Customers.recipe("gbm_balanced_classes", "GBM, multinomial with balanced classes: probabilities are corrected",
                "segment", fit("segment", p -> p._balance_classes = true)));
        set.add(Customers.recipe("gbm_monotone", "GBM with monotone constraints", "spend",
                fit("spend", p -> p._monotone_constraints =
                        new KeyValue[] {new KeyValue("income", 1), new KeyValue("age", 1)})));
        set.add(Customers.recipe("gbm_missing_class_trees", "GBM, multinomial with a class that has no trees; genmodel throws when asked for leaves", "segment",
                missingClass(nothing)));
        oddColumns(set);
    }

    /** Gives the response a level that no row has; the trees of that class stay away. */
    private static Recipe.Fit missingClass(Consumer<GBMParameters> tweak) {
        return train -> {
            Vec response = train.vec("segment");
            response.setDomain(new String[] {"bronze", "gold", "silver", "unobtainable"});
            DKV.put(response);
            return fit("segment", tweak).on(train);
        };
    }

    private static void offsets(List<Recipe> set) {
        for (DistributionFamily family : List.of(
                DistributionFamily.gaussian, DistributionFamily.bernoulli, DistributionFamily.poisson,
                DistributionFamily.gamma, DistributionFamily.tweedie)) {
            String response = switch (family) {
                case bernoulli -> "buys";
                case poisson, tweedie -> "claims";
                default -> "spend";
            };
            set.add(Customers.recipe("gbm_offset_" + family, "GBM with an offset column, " + family, response,
                    fit(response, p -> {
                        p._distribution = family;
                        p._offset_column = "exposure";
                    }), "exposure"));
        }
    }

    private static void calibrations(List<Recipe> set) {
        for (CalibrationMethod method : List.of(CalibrationMethod.PlattScaling, CalibrationMethod.IsotonicRegression)) {
            String word = method == CalibrationMethod.PlattScaling ? "platt" : "isotonic";
            set.add(Customers.recipe("gbm_calibrated_" + word, "GBM, probabilities calibrated by " + method, "buys",
                    fit("buys", p -> {
                        p._calibrate_model = true;
                        p._calibration_frame = Customers.calibration()._key;
                        p._calibration_method = method;
                    })));
        }
    }

    private static void encodings(List<Recipe> set) {
        for (CategoricalEncodingScheme scheme : Encodings.ALL) {
            set.add(Encodings.recipe("gbm", "GBM", scheme, "spend", fit("spend", p -> {
                p._categorical_encoding = scheme;
                p._max_categorical_levels = 5;
            })));
        }
        for (CategoricalEncodingScheme scheme : List.of(
                CategoricalEncodingScheme.OneHotExplicit, CategoricalEncodingScheme.SortByResponse)) {
            String word = scheme.name().toLowerCase(Locale.ROOT);
            set.add(Customers.recipe("gbm_binomial_" + word, "GBM, binomial, categorical encoding " + scheme, "buys",
                    fit("buys", p -> p._categorical_encoding = scheme)));
            set.add(Customers.recipe("gbm_multinomial_" + word, "GBM, multinomial, categorical encoding " + scheme,
                    "segment", fit("segment", p -> p._categorical_encoding = scheme)));
        }
    }

    private static void oddColumns(List<Recipe> set) {
        Table orders = Orders.table(400, 200);
        Soil rows = Soil.within(Orders.table(48, 201).without("total", "late"), Set.of());
        Recipe.Fit regression = fit("total", p -> p._ntrees = 12);
        set.add(new Recipe("trained/gbm_time", "GBM with a time column, epoch milliseconds, and a text column H2O drops",
                "generated orders, Orders.table(400, 200)", orders.without("late"), rows, regression));
        set.add(new Recipe("trained/gbm_odd_levels", "GBM whose levels hold commas, quotes, blanks and letters of the world",
                "generated orders, Orders.table(400, 200)", orders.without("total", "placed_at", "remark"),
                rows.select("town", "shop", "quantity", "unit_price", "rush"), fit("late", p -> { })));
    }
}

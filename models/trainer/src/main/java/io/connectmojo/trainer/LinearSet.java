package io.connectmojo.trainer;

import hex.gam.GAM;
import hex.gam.GAMModel.GAMParameters;
import hex.glm.GLM;
import hex.glm.GLMModel.GLMParameters.Family;
import hex.glm.GLMModel.GLMParameters.Link;
import hex.glm.GLMModel.GLMParameters.MissingValuesHandling;
import hex.glm.GLMModel.GLMParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Generalized linear and additive models: every family, offsets, spline kinds. */
final class LinearSet {

    private LinearSet() {}

    static Recipe.Fit glm(String response, Family family, Consumer<GLMParameters> tweak) {
        return train -> {
            GLMParameters parameters = Customers.common(new GLMParameters(), train, response);
            parameters._family = family;
            parameters._lambda = new double[] {0.001};
            if (family.name().equals("negativebinomial")) { // which older releases do not have
                parameters._theta = 0.5;
                parameters._link = Link.log;
            }
            if (family == Family.tweedie) {
                parameters._tweedie_variance_power = 1.5;
                parameters._tweedie_link_power = 0;
            }
            tweak.accept(parameters);
            return new GLM(parameters).trainModel().get();
        };
    }

    private static String response(Family family) {
        return switch (family) {
            case binomial -> "buys";
            case quasibinomial -> "bought";
            case fractionalbinomial -> "share";
            case poisson, tweedie, negativebinomial -> "claims";
            case multinomial -> "segment";
            case ordinal -> "grade";
            default -> "spend";
        };
    }

    static void addTo(List<Recipe> set) {
        for (Family family : Family.values()) {
            if (family == Family.AUTO) {
                continue;
            }
            String response = response(family);
            set.add(Customers.recipe("glm_" + family, "GLM, " + family, response, glm(response, family, p -> { })));
            // Multinomial and ordinal take no offset.
            if (family != Family.multinomial && family != Family.ordinal) {
                set.add(Customers.recipe("glm_offset_" + family, "GLM with an offset column, " + family, response,
                        glm(response, family, p -> p._offset_column = "exposure"), "exposure"));
            }
        }
        set.add(Customers.recipe("glm_offset_fold_column", "GLM with an offset column and a fold column", "buys",
                glm("buys", Family.binomial, p -> {
                    p._offset_column = "exposure";
                    p._fold_column = "fold";
                }), "exposure", "fold"));
        set.add(Customers.recipe("glm_numeric_labels", "GLM, binomial, classes named 1 and 2", "answer",
                glm("answer", Family.binomial, p -> { })));
        set.add(Customers.recipe("glm_skip_missing",
                "GLM that skips rows with missing cells in training; genmodel refuses missing levels", "buys",
                glm("buys", Family.binomial, p -> p._missing_values_handling = MissingValuesHandling.Skip)));
        set.add(Customers.recipe("glm_raw", "GLM without standardization, all factor levels, inverse link", "spend",
                glm("spend", Family.gaussian, p -> {
                    p._standardize = false;
                    p._use_all_factor_levels = true;
                    p._link = Link.log;
                })));
        set.add(Customers.recipe("glm_weights", "GLM trained with row weights", "spend",
                glm("spend", Family.gaussian, p -> p._weights_column = "weight"), "weight"));
        Soil churn = Soil.within(Churn.table(60, 301).without("Churn"), Set.of());
        set.add(new Recipe("trained/churn-glm", "will a customer of a phone company leave, a binomial GLM",
                "generated contracts, Churn.table(600, 300)", Churn.table(600, 300), churn,
                glm("Churn", Family.binomial, p -> { })));
        gams(set);
    }

    private static void gams(List<Recipe> set) {
        String[][] cubic = {{"age"}, {"income"}};
        for (Family family : List.of(Family.gaussian, Family.binomial, Family.multinomial, Family.ordinal, Family.poisson,
                Family.gamma, Family.tweedie, Family.quasibinomial, Family.fractionalbinomial, Family.negativebinomial)) {
            String response = response(family);
            set.add(Customers.recipe("gam_" + family, "GAM, cubic regression splines, " + family, response,
                    gam(response, family, 0, cubic, p -> { })));
        }
        for (Family family : List.of(Family.gaussian, Family.binomial, Family.poisson)) {
            String response = response(family);
            set.add(Customers.recipe("gam_offset_" + family, "GAM with an offset column, " + family + "; genmodel refuses to take the offset", response,
                    gam(response, family, 0, cubic, p -> p._offset_column = "exposure"), "exposure"));
        }
        set.add(Customers.recipe("gam_thinplate", "GAM, thin plate splines over two columns", "spend",
                gam("spend", Family.gaussian, 1, new String[][] {{"age", "income"}}, p -> { })));
        set.add(Customers.recipe("gam_ispline", "GAM, monotone I-splines", "spend",
                gam("spend", Family.gaussian, 2, new String[][] {{"income"}}, p -> p._spline_orders = new int[] {3})));
        set.add(Customers.recipe("gam_mspline", "GAM, M-splines", "spend",
                gam("spend", Family.gaussian, 3, new String[][] {{"income"}}, p -> p._spline_orders = new int[] {3})));
        set.add(Customers.recipe("gam_thinplate_ispline_mspline",
                "GAM mixing spline kinds; genmodel throws on every row", "spend",
                gam("spend", Family.gaussian, 1, new String[][] {{"age"}, {"income"}, {"tenure"}}, p -> {
                    p._bs = new int[] {1, 2, 3};
                    p._spline_orders = new int[] {-1, 3, 3};
                })));
    }

    private static Recipe.Fit gam(String response, Family family, int kind, String[][] columns, Consumer<GAMParameters> tweak) {
        return train -> {
            GAMParameters parameters = Customers.common(new GAMParameters(), train, response);
            parameters._family = family;
            parameters._gam_columns = columns;
            parameters._lambda = new double[] {0.001};
            parameters._bs = filled(columns.length, kind);
            parameters._num_knots = filled(columns.length, kind == 1 ? 12 : 6);
            parameters._scale = new double[columns.length];
            Arrays.fill(parameters._scale, 0.01);
            if (family == Family.negativebinomial) {
                parameters._theta = 0.5;
                parameters._link = Link.log;
            }
            if (family == Family.tweedie) {
                parameters._tweedie_variance_power = 1.5;
                parameters._tweedie_link_power = 0;
            }
            tweak.accept(parameters);
            return new GAM(parameters).trainModel().get();
        };
    }

    private static int[] filled(int length, int value) {
        int[] values = new int[length];
        Arrays.fill(values, value);
        return values;
    }
}

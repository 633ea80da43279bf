package io.connectmojo.trainer;

import hex.genmodel.utils.DistributionFamily;
import hex.glm.GLMModel.GLMParameters.Family;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * Models to be trained by another release of H2O than the one that this program is compiled against. What a release does
 * not have is asked for by version, and each training is linked when it runs.
 */
final class Releases {

    /** The release on the class path, which the build knows. */
    static final String VERSION = System.getProperty("h2o.version", "unknown");

    private Releases() {}

    static boolean since(int major, int minor) {
        String[] parts = VERSION.split("\\.");
        return parts.length < 2 || Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]) >= major * 1000 + minor;
    }

    /** Writes a MOJO; older releases have the method without options. */
    static void write(Object mojo, OutputStream out) throws ReflectiveOperationException {
        for (Method method : mojo.getClass().getMethods()) {
            if (method.getName().equals("writeTo") && method.getParameterTypes()[0] == OutputStream.class) {
                Object[] arguments = new Object[method.getParameterCount()];
                arguments[0] = out;
                if (arguments.length > 1) {
                    arguments[1] = Array.newInstance(method.getParameterTypes()[1].getComponentType(), 0);
                }
                method.invoke(mojo, arguments);
                return;
            }
        }
        throw new NoSuchMethodException("writeTo");
    }

    static List<Recipe> recipes() {
        List<Recipe> recipes = new ArrayList<>();
        add(recipes, "gbm_binomial", "GBM, binomial", "buys", train -> GbmSet.fit("buys", p -> { }).on(train));
        add(recipes, "gbm_offset", "GBM with an offset column, poisson", "claims", train -> GbmSet.fit("claims", p -> {
            p._distribution = DistributionFamily.poisson;
            p._offset_column = "exposure";
        }).on(train), "exposure");
        add(recipes, "drf_multinomial", "DRF, multinomial", "segment", train -> ForestSet.fit("segment", p -> { }).on(train));
        add(recipes, "glm_binomial", "GLM, binomial", "buys",
                train -> LinearSet.glm("buys", Family.binomial, p -> { }).on(train));
        add(recipes, "dl_regression", "deep learning, regression", "spend", train -> DeepSet.fit("spend", p -> { }).on(train));
        add(recipes, "kmeans", "k-means", null, train -> UnsupervisedSet.kmeans(true).on(train));
        if (!since(3, 28)) { // whose model.ini does not name the offset
            add(recipes, "glm_offset", "GLM with an offset column, poisson", "claims", train -> LinearSet.glm(
                    "claims", Family.poisson, p -> p._offset_column = "exposure").on(train), "exposure");
            add(recipes, "dl_offset", "deep learning with an offset column, which its MOJO ignores", "spend",
                    train -> DeepSet.fit("spend", p -> p._offset_column = "exposure").on(train), "exposure");
        }
        if (since(3, 28)) {
            add(recipes, "ensemble_regression", "stacked ensemble of GBM, DRF and GLM, regression", "spend",
                    train -> ComposedSet.ensemble("spend", Family.gaussian, false).on(train));
            add(recipes, "pca", "principal components", null, train -> UnsupervisedSet.pca().on(train));
            add(recipes, "isolation_forest", "isolation forest", null, train -> UnsupervisedSet.isolation(-1).on(train));
        }
        if (since(3, 32)) {
            add(recipes, "xgb_binomial", "XGBoost, binomial", "buys", train -> XgbSet.fit("buys", p -> { }).on(train));
        }
        return recipes;
    }

    private static void add(
            List<Recipe> recipes, String name, String purpose, String response, Recipe.Fit fit, String... extra) {
        Recipe recipe = Customers.recipe(name, purpose, response, fit, extra);
        recipes.add(recipe.in("releases/" + name + "_" + VERSION.replace('.', '_'), "H2O " + VERSION + ": " + purpose));
    }
}

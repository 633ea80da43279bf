package io.connectmojo.trainer;

import hex.Model;
import hex.deeplearning.DeepLearning;
import hex.deeplearning.DeepLearningModel.DeepLearningParameters;
import hex.glm.GLM;
import hex.glm.GLMModel.GLMParameters.Family;
import hex.glm.GLMModel.GLMParameters;
import hex.tree.drf.DRF;
import hex.tree.drf.DRFModel.DRFParameters;
import hex.tree.gbm.GBM;
import hex.tree.gbm.GBMModel.GBMParameters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import water.Key;
import water.fvec.Frame;

/**
 * Models that H2O also writes as Java source; the class is named as the model. None has an offset, which the source cannot
 * take.
 */
final class PojoSet {

    private static final String PREFIX = "pojo/";

    private PojoSet() {}

    static void addTo(List<Recipe> set) {
        add(set, "PojoGbmBinomial", "GBM, binomial", "buys",
                (train, name) -> new GBM(small(train, "buys"), Key.make(name)).trainModel().get());
        add(set, "PojoDrfMultinomial", "DRF, multinomial", "segment", (train, name) -> {
            DRFParameters parameters = Customers.common(new DRFParameters(), train, "segment");
            parameters._ntrees = 3;
            parameters._max_depth = 3;
            return new DRF(parameters, Key.make(name)).trainModel().get();
        });
        add(set, "PojoGlmRegression", "GLM, gaussian", "spend", (train, name) -> {
            GLMParameters parameters = Customers.common(new GLMParameters(), train, "spend");
            parameters._family = Family.gaussian;
            parameters._lambda = new double[] {0.001};
            return new GLM(parameters, Key.make(name)).trainModel().get();
        });
        add(set, "PojoDeepLearning", "deep learning, binomial", "buys", (train, name) -> {
            DeepLearningParameters parameters = Customers.common(new DeepLearningParameters(), train, "buys");
            parameters._hidden = new int[] {4, 3};
            parameters._epochs = 5;
            parameters._reproducible = true;
            return new DeepLearning(parameters, Key.make(name)).trainModel().get();
        });
    }

    /** Trains under a name of its own. */
    @FunctionalInterface
    private interface NamedFit {
        Model<?, ?, ?> on(Frame train, String name) throws Exception;
    }

    private static GBMParameters small(Frame train, String response) {
        GBMParameters parameters = Customers.common(new GBMParameters(), train, response);
        parameters._ntrees = 5;
        parameters._max_depth = 3;
        return parameters;
    }

    private static void add(
            List<Recipe> set, String name, String purpose, String response, NamedFit fit, String... extra) {
        set.add(Customers.recipe(name, purpose, response, train -> fit.on(train, name), extra)
                .in(PREFIX + name, purpose + ", also as a POJO"));
    }

    /** The source that H2O generates, for recipes of this set. */
    static void write(Path folder, Recipe recipe, Model<?, ?, ?> model) throws IOException {
        if (recipe.folder().startsWith(PREFIX)) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(recipe.name() + ".java"))) {
                model.toJava(out, false, false);
            }
        }
    }
}

package io.connectmojo.trainer;

import hex.DataInfo;
import hex.genmodel.algos.glrm.GlrmInitialization;
import hex.glrm.GLRM;
import hex.glrm.GLRMModel.GLRMParameters;
import hex.kmeans.KMeans;
import hex.kmeans.KMeansModel.KMeansParameters;
import hex.pca.PCA;
import hex.pca.PCAModel.PCAParameters;
import hex.tree.isofor.IsolationForest;
import hex.tree.isofor.IsolationForestModel.IsolationForestParameters;
import hex.tree.isoforextended.ExtendedIsolationForest;
import hex.tree.isoforextended.ExtendedIsolationForestModel.ExtendedIsolationForestParameters;
import hex.word2vec.Word2Vec;
import hex.word2vec.Word2VecModel.Word2VecParameters;
import java.util.List;
import java.util.Set;

/** Models without a response: clusters, anomalies, fewer dimensions, words. */
final class UnsupervisedSet {

    private static final String[] NUMBERS = {"age", "income", "visits", "tenure"};

    private UnsupervisedSet() {}

    static void addTo(List<Recipe> set) {
        set.add(numeric("kmeans_standardized", "k-means, standardized columns", kmeans(true)));
        set.add(numeric("kmeans_raw", "k-means without standardization; genmodel does not impute missing cells there", kmeans(false)));
        set.add(Customers.recipe("kmeans_categorical", "k-means with categorical columns", null, kmeans(true)));
        set.add(Customers.recipe("isolation_forest", "isolation forest", null, isolation(-1)));
        set.add(Customers.recipe("isolation_forest_contamination",
                "isolation forest that also says anomaly or not; on the threshold itself genmodel and the cluster differ",
                null, isolation(0.1)));
        set.add(numeric("extended_isolation_forest", "extended isolation forest", extended()));
        set.add(Customers.recipe("extended_isolation_forest_categorical",
                "extended isolation forest with categorical columns", null, extended()));
        set.add(numeric("pca", "principal components", pca()));
        set.add(Customers.recipe("pca_categorical", "principal components with categorical columns", null, pca()));
        set.add(numeric("glrm", "low rank model; expected.csv holds the reconstruction, its MOJO depends on the call count", glrm()));
        words(set);
    }

    private static Recipe numeric(String name, String purpose, Recipe.Fit fit) {
        Table train = Customers.train(null).select(NUMBERS);
        Soil rows = Soil.within(Customers.table(Customers.SCORE_ROWS, 101).select(NUMBERS), Set.of());
        return Customers.of(name, purpose, train, rows, fit);
    }

    static Recipe.Fit kmeans(boolean standardize) {
        return train -> {
            KMeansParameters parameters = Customers.common(new KMeansParameters(), train, null);
            parameters._k = 4;
            parameters._standardize = standardize;
            return new KMeans(parameters).trainModel().get();
        };
    }

    static Recipe.Fit isolation(double contamination) {
        return train -> {
            IsolationForestParameters parameters = Customers.common(new IsolationForestParameters(), train, null);
            parameters._ntrees = 10;
            parameters._max_depth = 5;
            parameters._sample_size = 64;
            if (contamination > 0) { // older releases do not know it
                parameters._contamination = contamination;
            }
            return new IsolationForest(parameters).trainModel().get();
        };
    }

    private static Recipe.Fit extended() {
        return train -> {
            ExtendedIsolationForestParameters parameters = Customers.common(new ExtendedIsolationForestParameters(), train, null);
            parameters._ntrees = 10;
            parameters._sample_size = 32;
            parameters._extension_level = 1;
            return new ExtendedIsolationForest(parameters).trainModel().get();
        };
    }

    static Recipe.Fit pca() {
        return train -> {
            PCAParameters parameters = Customers.common(new PCAParameters(), train, null);
            parameters._k = 3;
            parameters._transform = DataInfo.TransformType.STANDARDIZE;
            parameters._pca_method = PCAParameters.Method.GramSVD;
            parameters._use_all_factor_levels = true;
            return new PCA(parameters).trainModel().get();
        };
    }

    private static Recipe.Fit glrm() {
        return train -> {
            GLRMParameters parameters = Customers.common(new GLRMParameters(), train, null);
            parameters._k = 2;
            parameters._transform = DataInfo.TransformType.STANDARDIZE;
            parameters._init = GlrmInitialization.PlusPlus;
            parameters._max_iterations = 100;
            return new GLRM(parameters).trainModel().get();
        };
    }

    private static void words(List<Recipe> set) {
        String[] trades = {"baker", "cook", "driver", "fitter", "gardener", "joiner", "nurse", "painter", "teacher", "welder"};
        String[] kinds = {"chief", "senior", "junior", "night", "part", "time", "school", "street"};
        Table sentences = Table.of("word:x");
        Dice dice = new Dice(500);
        for (int i = 0; i < 1500; i++) {
            sentences.add(dice.one(kinds));
            sentences.add(dice.one(trades));
            sentences.add((Object) null);
        }
        Table asked = Table.of("word:x");
        for (String word : List.of("baker", "cook", "nurse", "chief", "senior", "time", "astronaut", "Baker", "welder", "street")) {
            asked.add(word);
        }
        Soil rows = new Soil(asked, List.of(), List.of(6, 7));
        set.add(new Recipe("trained/word2vec", "word embeddings; a word outside the vocabulary has none",
                "generated job titles", sentences, rows, train -> {
            Word2VecParameters parameters = new Word2VecParameters();
            parameters._train = train._key;
            parameters._vec_size = 6;
            parameters._epochs = 5;
            parameters._min_word_freq = 5;
            return new Word2Vec(parameters).trainModel().get();
        }));
    }
}

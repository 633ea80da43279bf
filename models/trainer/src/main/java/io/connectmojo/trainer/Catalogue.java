package io.connectmojo.trainer;

import ai.h2o.automl.AutoML;
import ai.h2o.automl.AutoMLBuildSpec;
import hex.Model;
import hex.tree.gbm.GBM;
import hex.tree.gbm.GBMModel.GBMParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import water.fvec.Frame;

/** Every recipe there is: the three models of the examples, then the set in which everything occurs. */
final class Catalogue {

    private Catalogue() {}

    static List<Recipe> recipes() {
        List<Recipe> recipes = new ArrayList<>();
        recipes.add(housePrices());
        recipes.add(iris());
        recipes.add(airlineDelays());
        GbmSet.addTo(recipes);
        ForestSet.addTo(recipes);
        recipes.add(irisForest());
        XgbSet.addTo(recipes);
        LinearSet.addTo(recipes);
        DeepSet.addTo(recipes);
        ComposedSet.addTo(recipes);
        UnsupervisedSet.addTo(recipes);
        OtherSet.addTo(recipes);
        PojoSet.addTo(recipes);
        return recipes;
    }

    private static Recipe housePrices() {
        Soil rows = Soil.within(Houses.table(200, 43).without("selling_price"), Set.of());
        return new Recipe("house-prices", "house prices, a regression", "generated houses, Houses.table(2000, 42)",
                Houses.table(2000, 42), rows, train -> {
            GBMParameters parameters = new GBMParameters();
            parameters._train = train._key;
            parameters._response_column = "selling_price";
            parameters._ntrees = 60;
            parameters._max_depth = 4;
            parameters._seed = 1;
            return new GBM(parameters).trainModel().get();
        });
    }

    private static Recipe iris() {
        return new Recipe("iris", "iris species, the leader of an AutoML run of ten models",
                "the 150 measurements of R. A. Fisher, 1936",
                Flowers.table(), Soil.behind(Flowers.mixed().without("species"), 12, Set.of()), Catalogue::leader);
    }

    /** The challenger of the demo. */
    private static Recipe irisForest() {
        return new Recipe("trained/drf_iris", "DRF, iris species: a challenger of the model iris",
                "the 150 measurements of R. A. Fisher, 1936",
                Flowers.table(), Soil.behind(Flowers.mixed().without("species"), 12, Set.of()),
                ForestSet.fit("species", parameters -> parameters._max_depth = 3));
    }

    private static Model<?, ?, ?> leader(Frame train) {
        AutoMLBuildSpec spec = new AutoMLBuildSpec();
        spec.build_control.project_name = "iris";
        spec.build_control.nfolds = 5;
        spec.build_control.stopping_criteria.set_max_models(10);
        spec.build_control.stopping_criteria.set_seed(1);
        spec.input_spec.training_frame = train._key;
        spec.input_spec.response_column = "species";
        // Deep learning is left out: AutoML trains it in a way that comes out different each time.
        spec.build_models.exclude_algos = new ai.h2o.automl.Algo[] {ai.h2o.automl.Algo.DeepLearning};
        AutoML run = AutoML.startAutoML(spec);
        run.get();
        return run.leader();
    }

    /** The rows of airline-delays with all 31 columns, soiled in those the model reads. */
    static Soil flights() {
        Table table = Flights.table(200, 8);
        Set<String> keep = new HashSet<>();
        table.columns().forEach(column -> keep.add(column.name()));
        keep.removeAll(Arrays.asList(Flights.BEFORE_DEPARTURE));
        return Soil.within(table, keep);
    }

    private static Recipe airlineDelays() {
        List<String> columns = new ArrayList<>(Arrays.asList(Flights.BEFORE_DEPARTURE));
        columns.add("IsDepDelayed");
        Table train = Flights.table(4000, 7).select(columns.toArray(String[]::new));
        return new Recipe("airline-delays", "will a flight leave late, a binomial",
                "generated flights, Flights.table(4000, 7)", train, flights().select(Flights.BEFORE_DEPARTURE), frame -> {
            GBMParameters parameters = new GBMParameters();
            parameters._train = frame._key;
            parameters._response_column = "IsDepDelayed";
            parameters._ntrees = 30;
            parameters._max_depth = 4;
            parameters._seed = 1;
            return new GBM(parameters).trainModel().get();
        });
    }
}

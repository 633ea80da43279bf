package io.connectmojo.trainer;

import hex.Model.Parameters.FoldAssignmentScheme;
import hex.Model;
import hex.ensemble.StackedEnsemble;
import hex.ensemble.StackedEnsembleModel.StackedEnsembleParameters;
import hex.glm.GLMModel.GLMParameters.Family;
import hex.rulefit.RuleFit;
import hex.rulefit.RuleFitModel.ModelType;
import hex.rulefit.RuleFitModel.RuleFitParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import water.Key;

/** Models made of models: stacked ensembles and rule ensembles. */
final class ComposedSet {

    private ComposedSet() {}

    static void addTo(List<Recipe> set) {
        set.add(Customers.recipe("ensemble_regression", "stacked ensemble of GBM, DRF and GLM, regression", "spend",
                ensemble("spend", Family.gaussian, false)));
        set.add(Customers.recipe("ensemble_binomial", "stacked ensemble of GBM, DRF and GLM, binomial", "buys",
                ensemble("buys", Family.binomial, false)));
        set.add(Customers.recipe("ensemble_multinomial", "stacked ensemble of GBM, DRF and GLM, multinomial", "segment",
                ensemble("segment", Family.multinomial, false)));
        set.add(Customers.recipe("ensemble_xgboost", "stacked ensemble with an XGBoost base model", "spend",
                ensemble("spend", Family.gaussian, true)));
        for (ModelType type : ModelType.values()) {
            String word = type.name().toLowerCase(Locale.ROOT);
            set.add(Customers.recipe("rulefit_regression_" + word, "RuleFit, regression, " + word, "spend",
                    rules("spend", p -> p._model_type = type)));
        }
        set.add(Customers.recipe("rulefit_binomial", "RuleFit, binomial", "buys", rules("buys", p -> { })));
        set.add(Customers.recipe("rulefit_multinomial", "RuleFit, multinomial", "segment", rules("segment", p -> { })));
    }

    static Recipe.Fit ensemble(String response, Family family, boolean xgboost) {
        return train -> {
            List<Key<Model>> bases = new ArrayList<>();
            List<Recipe.Fit> fits = new ArrayList<>(List.of(
                    GbmSet.fit(response, p -> { folded(p); p._ntrees = 4; }),
                    ForestSet.fit(response, p -> { folded(p); p._ntrees = 3; }),
                    LinearSet.glm(response, family, ComposedSet::folded)));
            if (xgboost) {
                fits.add(XgbSet.fit(response, p -> { folded(p); p._ntrees = 4; }));
            }
            for (Recipe.Fit fit : fits) {
                @SuppressWarnings("unchecked")
                Key<Model> key = (Key<Model>) (Key<?>) fit.on(train)._key;
                bases.add(key);
            }
            StackedEnsembleParameters parameters = Customers.common(new StackedEnsembleParameters(), train, response);
            @SuppressWarnings("unchecked")
            Key<Model>[] keys = bases.toArray(Key[]::new);
            parameters._base_models = keys;
            return new StackedEnsemble(parameters).trainModel().get();
        };
    }

    /** A base model must have predicted each training row without having seen it. */
    private static void folded(Model.Parameters parameters) {
        parameters._nfolds = 3;
        parameters._fold_assignment = FoldAssignmentScheme.Modulo;
        parameters._keep_cross_validation_predictions = true;
        if (Releases.since(3, 20)) {
            parameters._keep_cross_validation_models = false;
        }
    }

    private static Recipe.Fit rules(String response, Consumer<RuleFitParameters> tweak) {
        return train -> {
            RuleFitParameters parameters = Customers.common(new RuleFitParameters(), train, response);
            parameters._min_rule_length = 2;
            parameters._max_rule_length = 2;
            parameters._max_num_rules = 12;
            parameters._rule_generation_ntrees = 6;
            tweak.accept(parameters);
            return new RuleFit(parameters).trainModel().get();
        };
    }
}

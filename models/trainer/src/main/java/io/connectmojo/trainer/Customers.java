package io.connectmojo.trainer;

import hex.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import water.fvec.Frame;

/** Generated customers of a shop with a response of every kind; most of the set is trained on them. */
final class Customers {

    static final String[] FEATURES = {"age", "income", "visits", "tenure", "region", "plan", "city"};
    static final int TRAIN_ROWS = 400;
    static final int SCORE_ROWS = 48;

    /** Columns besides the features that a model reads when it is trained with them. */
    private static final Set<String> READ = Set.of("exposure", "coupons", "refunds");

    private Customers() {}

    static Table table(int rows, long seed) {
        return CustomerRows.table(rows, seed);
    }

    /** A recipe on customers whose rows to score miss cells and hold unseen levels. */
    static Recipe recipe(String name, String purpose, String response, Recipe.Fit fit, String... extra) {
        return of(name, purpose, train(response, extra), Soil.within(rows(extra), Set.of("exposure")), fit);
    }

    /** As above, without unseen levels. */
    static Recipe withoutUnseen(String name, String purpose, String response, Recipe.Fit fit, String... extra) {
        return of(name, purpose, train(response, extra), Soil.missingOnly(rows(extra), Set.of("exposure")), fit);
    }

    /** Scores the very rows it trains on. */
    static Recipe onItself(String name, String purpose, String response, Recipe.Fit fit) {
        Soil soil = Soil.missingOnly(train(response).rows(0, 150), Set.of(response));
        return of(name, purpose, soil.table(), soil.select(FEATURES), fit);
    }

    static Recipe of(String name, String purpose, Table train, Soil score, Recipe.Fit fit) {
        return new Recipe("trained/" + name, purpose,
                "generated customers, Customers.table(" + TRAIN_ROWS + ", 100)", train, score, fit);
    }

    /** Training rows: the features, the extra columns, the response last. */
    static Table train(String response, String... extra) {
        List<String> names = new ArrayList<>(Arrays.asList(FEATURES));
        names.addAll(Arrays.asList(extra));
        if (response != null) {
            names.add(response);
        }
        return table(TRAIN_ROWS, 100).select(names.toArray(String[]::new));
    }

    /** Rows to score: the features and what else the model was trained with and reads. */
    static Table rows(String... extra) {
        List<String> names = new ArrayList<>(Arrays.asList(FEATURES));
        Arrays.stream(extra).filter(READ::contains).forEach(names::add);
        return table(SCORE_ROWS, 101).select(names.toArray(String[]::new));
    }

    /** A frame that no model was trained on, for calibrating probabilities. */
    static Frame calibration() {
        List<String> names = new ArrayList<>(Arrays.asList(FEATURES));
        names.add("buys");
        return Cluster.frame("calibration", table(200, 102).select(names.toArray(String[]::new)));
    }

    /** What all trainings have in common. */
    static <P extends Model.Parameters> P common(P parameters, Frame train, String response) {
        parameters._train = train._key;
        parameters._response_column = response;
        parameters._seed = 1;
        return parameters;
    }
}

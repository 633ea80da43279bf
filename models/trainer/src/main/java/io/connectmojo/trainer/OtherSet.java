package io.connectmojo.trainer;

import ai.h2o.targetencoding.TargetEncoder;
import ai.h2o.targetencoding.TargetEncoderModel.TargetEncoderParameters;
import hex.coxph.CoxPH;
import hex.coxph.CoxPHModel.CoxPHParameters;
import hex.isotonic.IsotonicRegression;
import hex.isotonic.IsotonicRegressionModel.IsotonicRegressionParameters;
import hex.isotonic.IsotonicRegressionModel.OutOfBoundsHandling;
import hex.tree.uplift.UpliftDRF;
import hex.tree.uplift.UpliftDRFModel.UpliftDRFParameters.UpliftMetricType;
import hex.tree.uplift.UpliftDRFModel.UpliftDRFParameters;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Survival, uplift, target encoding and isotonic regression. */
final class OtherSet {

    private static final String ROWS_SHIFT = "; only clean rows, because the cluster drops rows with missing cells";

    private OtherSet() {}

    static void addTo(List<Recipe> set) {
        survival(set);
        uplift(set);
        for (String response : List.of("spend", "buys", "segment")) {
            set.add(encoder("target_encoder_" + response, "target encoder for the response " + response, response, false));
        }
        set.add(encoder("target_encoder_blending", "target encoder with blending", "buys", true));
        for (OutOfBoundsHandling handling : OutOfBoundsHandling.values()) {
            Table curve = curve(300, 600, 10);
            Table asked = curve(48, 601, 12).without("y");
            String word = handling.name().toLowerCase(Locale.ROOT);
            set.add(new Recipe("trained/isotonic_" + word, "isotonic regression, " + word + " outside the bounds"
                    + (handling == OutOfBoundsHandling.NA ? ", where its MOJO clips all the same" : "") + ROWS_SHIFT,
                    "generated points, OtherSet.curve(300, 600, 10)", curve, Soil.clean(asked), train -> {
                IsotonicRegressionParameters parameters = Customers.common(new IsotonicRegressionParameters(), train, "y");
                parameters._out_of_bounds = handling;
                return new IsotonicRegression(parameters).trainModel().get();
            }));
        }
    }

    private static Recipe encoder(String name, String purpose, String response, boolean blending) {
        return Customers.recipe(name, purpose, response, train -> {
            TargetEncoderParameters parameters = Customers.common(new TargetEncoderParameters(), train, response);
            parameters._columns_to_encode = new String[][] {{"city"}, {"region"}};
            parameters._blending = blending;
            parameters._inflection_point = 20;
            parameters._smoothing = 5;
            parameters._noise = 0;
            return new TargetEncoder(parameters, water.Key.make()).trainModel().get();
        });
    }

    private static Table curve(int rows, long seed, double width) {
        Table table = Table.of("x:n", "y:n");
        Dice dice = new Dice(seed);
        for (int i = 0; i < rows; i++) {
            double x = dice.between(-width, width, 2);
            table.add(x, Dice.round(Math.tanh(x / 4) + dice.normal(0, 0.2), 3));
        }
        return table;
    }

    private static void survival(List<Recipe> set) {
        Table train = patients(300, 700);
        Table rows = patients(48, 701).without("event");
        for (boolean strata : new boolean[] {false, true}) {
            set.add(new Recipe(strata ? "trained/coxph_strata" : "trained/coxph",
                    "proportional hazards" + (strata ? ", stratified by clinic" : "") + ROWS_SHIFT,
                    "generated patients, OtherSet.patients(300, 700)", train, Soil.clean(rows), frame -> {
                CoxPHParameters parameters = Customers.common(new CoxPHParameters(), frame, "event");
                parameters._start_column = "start";
                parameters._stop_column = "stop";
                parameters._stratify_by = strata ? new String[] {"clinic"} : null;
                return new CoxPH(parameters).trainModel().get();
            }));
        }
    }

    private static Table patients(int rows, long seed) {
        Table table = Table.of("start:n", "stop:n", "age:n", "dose:n", "surgery:l", "clinic:l", "event:n");
        Dice dice = new Dice(seed);
        for (int i = 0; i < rows; i++) {
            int start = dice.between(0, 40);
            int age = dice.between(25, 75);
            boolean surgery = dice.chance(0.4);
            int stays = 1 + (int) Math.abs(dice.normal(0, 90 - age + (surgery ? 40 : 0)));
            table.add(start, start + stays, age, dice.between(0.0, 5.0, 1), surgery, dice.one("hill", "lake", "town"),
                    dice.chance(0.65) ? 1 : 0);
        }
        return table;
    }

    private static void uplift(List<Recipe> set) {
        for (UpliftMetricType metric : List.of(UpliftMetricType.KL, UpliftMetricType.ChiSquared, UpliftMetricType.Euclidean)) {
            set.add(new Recipe("trained/uplift_" + metric.name().toLowerCase(Locale.ROOT), "uplift forest, " + metric,
                    "generated campaign, OtherSet.campaign(800, 800)", campaign(800, 800),
                    Soil.within(campaign(48, 801).without("converted"), Set.of("treated")), frame -> {
                UpliftDRFParameters parameters = Customers.common(new UpliftDRFParameters(), frame, "converted");
                parameters._treatment_column = "treated";
                parameters._uplift_metric = metric;
                parameters._ntrees = 5;
                parameters._max_depth = 4;
                return new UpliftDRF(parameters).trainModel().get();
            }));
        }
    }

    private static Table campaign(int rows, long seed) {
        Table table = Table.of("recency:n", "orders:n", "channel:l", "treated:l", "converted:l");
        Dice dice = new Dice(seed);
        for (int i = 0; i < rows; i++) {
            double recency = dice.between(0.0, 30.0, 1);
            int orders = dice.poisson(3);
            String channel = dice.one("mail", "phone", "web");
            boolean treated = dice.chance(0.5);
            double score = -1 + orders * 0.2 - recency / 30
                    + (treated ? channel.equals("web") ? 1.2 : -0.2 : 0);
            table.add(recency, orders, channel, treated ? "treatment" : "control", dice.logit(score));
        }
        return table;
    }
}

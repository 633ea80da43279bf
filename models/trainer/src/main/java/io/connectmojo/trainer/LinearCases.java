package io.connectmojo.trainer;

import hex.Model;
import hex.deeplearning.DeepLearning;
import hex.deeplearning.DeepLearningModel.DeepLearningParameters;
import hex.deeplearning.DeepLearningModel.DeepLearningParameters.Activation;
import hex.gam.GAM;
import hex.gam.GAMModel.GAMParameters;
import hex.glm.GLM;
import hex.glm.GLMModel.GLMParameters;
import hex.glm.GLMModel.GLMParameters.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import water.fvec.Frame;

/** Linear and additive models of every family, and neural networks. */
final class LinearCases {
    private final List<ModelCase> cases = new ArrayList<>();

    static List<ModelCase> all() {
        LinearCases all = new LinearCases();
        all.glm();
        all.gam();
        all.deepLearning();
        return all.cases;
    }

    private void add(String name, String response, Function<Frame, Model<?, ?, ?>> train, String... roles) {
        cases.add(Loans.of(name, response, train, roles));
    }

    private void glm() {
        add("glm-gaussian", "loss", glm(Family.gaussian, "loss", p -> {}));
        add("glm-gamma", "rate", glm(Family.gamma, "rate", p -> p._link = GLMParameters.Link.log));
        add("glm-tweedie", "loss", glm(Family.tweedie, "loss", p -> p._tweedie_variance_power = 1.5));
        add("glm-poisson", "claims", glm(Family.poisson, "claims", p -> {}));
        add("glm-negativebinomial", "claims", glm(Family.negativebinomial, "claims", p -> p._theta = 0.5));
        add("glm-binomial", "defaulted", glm(Family.binomial, "defaulted", p -> {}));
        add("glm-quasibinomial", "default01", glm(Family.quasibinomial, "default01", p -> {}));
        add("glm-fractionalbinomial", "score01", glm(Family.fractionalbinomial, "score01", p -> {}));
        add("glm-multinomial", "grade", glm(Family.multinomial, "grade", p -> {}));
        add("glm-ordinal", "grade", glm(Family.ordinal, "grade", p -> {}));
        add("glm-offset-binomial", "defaulted", glm(Family.binomial, "defaulted", p -> p._offset_column = "exposure"), "exposure");
        add("glm-offset-poisson", "claims", glm(Family.poisson, "claims", p -> p._offset_column = "exposure"), "exposure");
        add("glm-offset-gaussian", "loss", glm(Family.gaussian, "loss", p -> p._offset_column = "exposure"), "exposure");
        add("glm-skips-missing", "defaulted", glm(Family.binomial, "defaulted",
                p -> p._missing_values_handling = GLMParameters.MissingValuesHandling.Skip));
        cases.add(churn());
    }

    private void gam() {
        for (int[] spline : new int[][] {{0, 0}, {1, 0}, {2, 1}, {3, 2}}) {
            String kind = List.of("cubic", "thin-plate", "i-spline", "m-spline").get(spline[0]);
            cases.add(Loans.of("gam-" + kind, "loss", false, true, gam(Family.gaussian, "loss", spline[0])));
        }
        cases.add(Loans.of("gam-binomial", "defaulted", false, true, gam(Family.binomial, "defaulted", 0)));
        cases.add(Loans.of("gam-poisson", "claims", false, true, gam(Family.poisson, "claims", 0)));
        cases.add(Loans.of("gam-multinomial", "grade", false, true, gam(Family.multinomial, "grade", 0)));
    }

    private void deepLearning() {
        add("dl-regression", "loss", deep("loss", p -> {}));
        add("dl-binomial", "defaulted", deep("defaulted", p -> p._activation = Activation.Tanh));
        add("dl-multinomial", "grade", deep("grade", p -> p._activation = Activation.Maxout));
        add("dl-poisson", "claims", deep("claims", p -> p._distribution = hex.genmodel.utils.DistributionFamily.poisson));
        add("dl-skips-missing", "defaulted", deep("defaulted",
                p -> p._missing_values_handling = DeepLearningParameters.MissingValuesHandling.Skip));
        for (Model.Parameters.CategoricalEncodingScheme encoding : List.of(
                Model.Parameters.CategoricalEncodingScheme.Binary, Model.Parameters.CategoricalEncodingScheme.Eigen,
                Model.Parameters.CategoricalEncodingScheme.SortByResponse)) {
            add("dl-" + encoding.name().toLowerCase(java.util.Locale.ROOT), "defaulted",
                    deep("defaulted", p -> p._categorical_encoding = encoding));
        }
        add("dl-autoencoder", null, deep(null, p -> p._autoencoder = true));
        cases.add(sensor());
    }

    private static Function<Frame, Model<?, ?, ?>> glm(Family family, String response, Consumer<GLMParameters> settings) {
        return frame -> {
            GLMParameters p = new GLMParameters(family);
            p._train = frame._key;
            p._response_column = response;
            p._seed = 77;
            p._lambda = new double[] {0.001};
            settings.accept(p);
            return new GLM(p).trainModel().get();
        };
    }

    private static Function<Frame, Model<?, ?, ?>> gam(Family family, String response, int spline) {
        return frame -> {
            GAMParameters p = new GAMParameters();
            p._family = family;
            p._train = frame._key;
            p._response_column = response;
            p._seed = 77;
            // of two I- or M-splines genmodel 3.46 answers otherwise than the cluster: one column there
            int columns = spline >= 2 ? 1 : 2;
            p._gam_columns = Arrays.copyOf(new String[][] {{"age"}, {"amount"}}, columns);
            p._num_knots = Arrays.copyOf(new int[] {5, 5}, columns);
            p._bs = Arrays.copyOf(new int[] {spline, spline}, columns);
            p._scale = Arrays.copyOf(new double[] {0.01, 0.01}, columns);
            if (spline >= 2) {
                p._spline_orders = new int[] {3};
            }
            p._lambda = new double[] {0.001};
            return new GAM(p).trainModel().get();
        };
    }

    private static Function<Frame, Model<?, ?, ?>> deep(String response, Consumer<DeepLearningParameters> settings) {
        return frame -> {
            DeepLearningParameters p = new DeepLearningParameters();
            p._train = frame._key;
            p._response_column = response;
            p._hidden = new int[] {8, 6};
            p._epochs = 4;
            p._seed = 77;
            p._reproducible = true;
            settings.accept(p);
            return new DeepLearning(p).trainModel().get();
        };
    }

    /** Customers of a telephone company: who leaves. */
    private static ModelCase churn() {
        return new ModelCase("set/churn-glm", customers(600, 1), customers(60, 2).withGaps(new Random(3), true, true, "Churn"),
                "Churn", glm(Family.binomial, "Churn", p -> {}), "customers from a seeded generator (LinearCases)", "", Map.of());
    }

    private static Table customers(int count, long seed) {
        Table table = Table.of("tenure", "MonthlyCharges", "SeniorCitizen", "Contract*", "InternetService*", "PaperlessBilling*", "Churn*");
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int tenure = random.nextInt(72);
            double charges = Loans.round(20 + 95 * random.nextDouble(), 2);
            int contract = random.nextInt(3);
            boolean leaves = random.nextDouble() < 1 / (1 + Math.exp(0.05 * tenure + 0.9 * contract - 0.02 * charges));
            table.add(tenure, charges, random.nextInt(2), List.of("Month-to-month", "One year", "Two year").get(contract),
                    List.of("DSL", "Fiber optic", "No").get(random.nextInt(3)), random.nextBoolean() ? "Yes" : "No", leaves ? "Yes" : "No");
        }
        return table;
    }

    /** Sensors of a machine, 210 readings in a record: an auto-encoder that tells the unusual from the usual. */
    private static ModelCase sensor() {
        Function<Frame, Model<?, ?, ?>> train = deep(null, p -> {
            p._autoencoder = true;
            p._hidden = new int[] {6};
        });
        return new ModelCase("set/sensor-autoencoder", readings(60, 4), readings(20, 5), null, train,
                "readings from a seeded generator (LinearCases)", "210 numeric columns C1 to C210", Map.of());
    }

    private static Table readings(int count, long seed) {
        String[] names = new String[210];
        for (int c = 0; c < names.length; c++) {
            names[c] = "C" + (c + 1);
        }
        Table table = Table.of(names);
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            double phase = random.nextDouble();
            Object[] cells = new Object[names.length];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = Loans.round(2 + Math.sin(0.06 * c + phase) + 0.1 * random.nextGaussian(), 3);
            }
            table.add(cells);
        }
        return table;
    }
}

package io.connectmojo.trainer;

import ai.h2o.targetencoding.TargetEncoder;
import ai.h2o.targetencoding.TargetEncoderModel.TargetEncoderParameters;
import hex.DataInfo;
import hex.Model;
import hex.coxph.CoxPH;
import hex.coxph.CoxPHModel.CoxPHParameters;
import hex.ensemble.StackedEnsemble;
import hex.ensemble.StackedEnsembleModel.StackedEnsembleParameters;
import hex.glm.GLM;
import hex.glm.GLMModel.GLMParameters;
import hex.glrm.GLRM;
import hex.glrm.GLRMModel.GLRMParameters;
import hex.isotonic.IsotonicRegression;
import hex.isotonic.IsotonicRegressionModel.IsotonicRegressionParameters;
import hex.kmeans.KMeans;
import hex.kmeans.KMeansModel.KMeansParameters;
import hex.pca.PCA;
import hex.pca.PCAModel.PCAParameters;
import hex.rulefit.RuleFit;
import hex.rulefit.RuleFitModel.RuleFitParameters;
import hex.tree.gbm.GBM;
import hex.tree.gbm.GBMModel.GBMParameters;
import hex.tree.isofor.IsolationForest;
import hex.tree.isofor.IsolationForestModel.IsolationForestParameters;
import hex.tree.isoforextended.ExtendedIsolationForest;
import hex.tree.isoforextended.ExtendedIsolationForestModel.ExtendedIsolationForestParameters;
import hex.tree.uplift.UpliftDRF;
import hex.tree.uplift.UpliftDRFModel.UpliftDRFParameters;
import hex.word2vec.Word2Vec;
import hex.word2vec.Word2VecModel.Word2VecParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import water.Key;
import water.fvec.Frame;

/** Everything that is neither a single forest of predicting trees nor linear. */
final class OtherCases {
    private final List<ModelCase> cases = new ArrayList<>();

    static List<ModelCase> all() {
        OtherCases all = new OtherCases();
        all.ensembles();
        all.withoutResponse();
        all.special();
        return all.cases;
    }

    private void ensembles() {
        for (String[] c : new String[][] {{"regression", "loss"}, {"binomial", "defaulted"}, {"multinomial", "grade"}}) {
            cases.add(Loans.of("ensemble-" + c[0], c[1], frame -> ensemble(frame, c[1])));
            cases.add(Loans.of("rulefit-" + c[0], c[1], true, false, frame -> {
                RuleFitParameters p = with(new RuleFitParameters(), frame, c[1]);
                p._max_rule_length = 3;
                p._min_rule_length = 1;
                p._max_num_rules = 20;
                p._rule_generation_ntrees = 10;
                return new RuleFit(p).trainModel().get();
            }));
        }
        cases.add(new ModelCase("set/gbm-time", orders(500, 1), orders(40, 2), "price", frame -> {
            GBMParameters p = with(new GBMParameters(), frame, "price");
            p._ntrees = 8;
            return new GBM(p).trainModel().get();
        }, "orders from a seeded generator (OtherCases)", "ordered is a time column", Map.of()));
    }

    private static Model<?, ?, ?> ensemble(Frame frame, String response) {
        GBMParameters gbm = with(new GBMParameters(), frame, response);
        gbm._ntrees = 4;
        gbm._max_depth = 3;
        GLMParameters glm = with(new GLMParameters(), frame, response);
        glm._family = response.equals("loss") ? GLMParameters.Family.gaussian
                : response.equals("grade") ? GLMParameters.Family.multinomial : GLMParameters.Family.binomial;
        glm._lambda = new double[] {0.001};
        for (Model.Parameters p : List.of(gbm, glm)) {
            p._nfolds = 3;
            p._fold_assignment = Model.Parameters.FoldAssignmentScheme.Modulo;
            p._keep_cross_validation_predictions = true;
        }
        StackedEnsembleParameters p = with(new StackedEnsembleParameters(), frame, response);
        @SuppressWarnings({"unchecked", "rawtypes"})
        Key<Model>[] base = new Key[] {new GBM(gbm).trainModel().get()._key, new GLM(glm).trainModel().get()._key};
        p._base_models = base;
        return new StackedEnsemble(p).trainModel().get();
    }

    private void withoutResponse() {
        for (boolean standardize : new boolean[] {true, false}) {
            cases.add(Loans.of("kmeans-" + (standardize ? "standardised" : "raw"), null, standardize, false, frame -> {
                KMeansParameters p = with(new KMeansParameters(), frame, null);
                p._k = 4;
                p._standardize = standardize;
                return new KMeans(p).trainModel().get();
            }));
        }
        cases.add(Loans.of("isolation-forest", null, frame -> isolation(frame, -1)));
        cases.add(Loans.of("isolation-forest-contamination", null, true, false, frame -> isolation(frame, 0.1)));
        cases.add(Loans.of("extended-isolation-forest", null, true, false, frame -> {
            ExtendedIsolationForestParameters p = with(new ExtendedIsolationForestParameters(), frame, null);
            p._ntrees = 8;
            p._sample_size = 64;
            p._extension_level = 2;
            return new ExtendedIsolationForest(p).trainModel().get();
        }));
        cases.add(Loans.of("pca", null, frame -> {
            PCAParameters p = with(new PCAParameters(), frame, null);
            p._k = 3;
            p._impute_missing = true;
            p._transform = DataInfo.TransformType.STANDARDIZE;
            return new PCA(p).trainModel().get();
        }));
        cases.add(Loans.of("glrm", null, frame -> {
            GLRMParameters p = with(new GLRMParameters(), frame, null);
            p._k = 3;
            p._transform = DataInfo.TransformType.STANDARDIZE;
            p._max_iterations = 30;
            return new GLRM(p).trainModel().get();
        }));
        cases.add(new ModelCase("set/word2vec", sentences(800, 1), words(), null, frame -> {
            Word2VecParameters p = with(new Word2VecParameters(), frame, null);
            p._vec_size = 8;
            p._min_word_freq = 2;
            p._epochs = 3;
            return new Word2Vec(p).trainModel().get();
        }, "words from a seeded generator (OtherCases)", "one word a row; the last is none of the vocabulary", Map.of()));
    }

    private static Model<?, ?, ?> isolation(Frame frame, double contamination) {
        IsolationForestParameters p = with(new IsolationForestParameters(), frame, null);
        p._ntrees = 10;
        p._max_depth = 6;
        p._sample_size = 64;
        p._contamination = contamination;
        return new IsolationForest(p).trainModel().get();
    }

    private void special() {
        for (boolean strata : new boolean[] {false, true}) {
            cases.add(new ModelCase("set/coxph" + (strata ? "-strata" : ""), patients(300, 1), patients(40, 2), "event", frame -> {
                CoxPHParameters p = with(new CoxPHParameters(), frame, "event");
                p._start_column = "start";
                p._stop_column = "stop";
                p._stratify_by = strata ? new String[] {"ward"} : null;
                return new CoxPH(p).trainModel().get();
            }, "patients from a seeded generator (OtherCases)", "no gaps: in-cluster scoring drops such rows", Map.of()));
        }
        cases.add(new ModelCase("set/isotonic", Loans.loans(300, 1, false).keep("income", "score01"),
                Loans.loans(40, 2, false).keep("income", "score01"), "score01", frame -> {
            IsotonicRegressionParameters p = with(new IsotonicRegressionParameters(), frame, "score01");
            p._out_of_bounds = hex.isotonic.IsotonicRegressionModel.OutOfBoundsHandling.Clip;
            return new IsotonicRegression(p).trainModel().get();
        }, "loans from a seeded generator (Loans)", "no gaps: in-cluster scoring drops such rows", Map.of()));
        for (UpliftDRFParameters.UpliftMetricType metric : UpliftDRFParameters.UpliftMetricType.values()) {
            if (metric == UpliftDRFParameters.UpliftMetricType.AUTO) {
                continue;
            }
            String name = "uplift-" + metric.name().toLowerCase(java.util.Locale.ROOT);
            cases.add(new ModelCase("set/" + name, treated(600, 1), treated(40, 2).withGaps(new Random(3), true, true, "bought", "treatment"),
                    "bought", frame -> {
                UpliftDRFParameters p = with(new UpliftDRFParameters(), frame, "bought");
                p._treatment_column = "treatment";
                p._uplift_metric = metric;
                p._ntrees = 6;
                p._max_depth = 4;
                return new UpliftDRF(p).trainModel().get();
            }, "customers from a seeded generator (OtherCases)", "", Map.of()));
        }
        for (boolean blending : new boolean[] {false, true}) {
            cases.add(Loans.of("target-encoder" + (blending ? "-blending" : ""), "defaulted", frame -> {
                TargetEncoderParameters p = with(new TargetEncoderParameters(), frame, "defaulted");
                p._columns_to_encode = new String[][] {{"region"}, {"purpose"}};
                p._blending = blending;
                p._noise = 0;
                return new TargetEncoder(p).trainModel().get();
            }));
        }
    }

    private static <P extends Model.Parameters> P with(P p, Frame frame, String response) {
        p._train = frame._key;
        p._response_column = response;
        p._seed = 77;
        return p;
    }

    private static Table orders(int count, long seed) {
        Table table = Table.of("ordered@", "quantity", "store*", "price");
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            long day = random.nextInt(3000);
            int quantity = 1 + random.nextInt(20);
            int store = random.nextInt(6);
            table.add(1_500_000_000_000L + day * 86_400_000L + random.nextInt(86_400_000), quantity, "store_" + store,
                    Loans.round(quantity * (4 + 0.002 * day) + 3 * store + random.nextGaussian(), 2));
        }
        return table;
    }

    private static Table patients(int count, long seed) {
        Table table = Table.of("start", "stop", "age", "dose", "sex*", "ward*", "event");
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int start = random.nextInt(20);
            int age = 20 + random.nextInt(60);
            table.add(start, start + 1 + random.nextInt(200), age, Loans.round(random.nextDouble() * 5, 2),
                    random.nextBoolean() ? "f" : "m", "ward " + (1 + random.nextInt(3)), random.nextInt(100) < age ? 1 : 0);
        }
        return table;
    }

    private static Table treated(int count, long seed) {
        Table table = Table.of("visits", "spent", "segment*", "treatment*", "bought*");
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int visits = random.nextInt(30);
            boolean treatment = random.nextBoolean();
            int segment = random.nextInt(3);
            double chance = 0.1 + 0.01 * visits + (treatment ? 0.12 * segment : 0);
            table.add(visits, Loans.round(random.nextDouble() * 300, 2), "segment " + segment,
                    treatment ? "treatment" : "control", random.nextDouble() < chance ? "yes" : "no");
        }
        return table;
    }

    private static final String[] VOCABULARY = {"driver", "nurse", "teacher", "cook", "welder", "clerk", "needed", "urgently", "part", "time"};

    private static Table sentences(int count, long seed) {
        Table table = Table.of("word$");
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            for (int w = 3 + random.nextInt(4); w > 0; w--) {
                table.add(VOCABULARY[(int) (VOCABULARY.length * Math.pow(random.nextDouble(), 1.3))]);
            }
            table.add((Object) null);
        }
        return table;
    }

    private static Table words() {
        Table table = Table.of("word$");
        for (String word : VOCABULARY) {
            table.add(word);
        }
        table.add("astronaut");
        return table;
    }
}

package io.connectmojo.cases;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import hex.genmodel.PredictContributionsFactory;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import hex.genmodel.algos.tree.TreeBackedMojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.exception.PredictException;
import hex.genmodel.easy.prediction.AbstractPrediction;
import hex.genmodel.easy.prediction.AnomalyDetectionPrediction;
import hex.genmodel.easy.prediction.AutoEncoderModelPrediction;
import hex.genmodel.easy.prediction.BinomialModelPrediction;
import hex.genmodel.easy.prediction.ClusteringModelPrediction;
import hex.genmodel.easy.prediction.CoxPHModelPrediction;
import hex.genmodel.easy.prediction.DimReductionModelPrediction;
import hex.genmodel.easy.prediction.KLimeModelPrediction;
import hex.genmodel.easy.prediction.MultinomialModelPrediction;
import hex.genmodel.easy.prediction.OrdinalModelPrediction;
import hex.genmodel.easy.prediction.RegressionModelPrediction;
import hex.genmodel.easy.prediction.TargetEncoderPrediction;
import hex.genmodel.easy.prediction.UpliftBinomialModelPrediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * H2O's EasyPredictModelWrapper, loaded by genmodel itself and fed with the texts of a CSV file: the answer that ours must
 * equal bit for bit. Keys are those of {@code output.layout=nested}.
 */
public final class Oracle {
    /** Genmodel's staged predictions take the square of the number of trees: left out of larger models. */
    public static final int MAX_STAGED = 100;

    private final Path file;
    private MojoModel model;
    private EasyPredictModelWrapper wrapper;

    public Oracle(Path file) throws IOException {
        this.file = file;
        load();
    }

    private void load() throws IOException {
        model = MojoModel.load(file.toString(), true);
        boolean trees = model instanceof TreeBackedMojoModel
                && Set.of("Regression", "Binomial", "Multinomial", "AnomalyDetection")
                        .contains(model.getModelCategory().name())
                && givesPaths(model);
        boolean staged = Set.of("Regression", "Binomial", "Multinomial")
                        .contains(model.getModelCategory().name())
                && model instanceof SharedTreeMojoModel forest
                && forest.getNTreeGroups() <= MAX_STAGED
                && model.getModelCategory() != ModelCategory.AnomalyDetection;
        wrapper = new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(model)
                .setConvertUnknownCategoricalLevelsToNa(true)
                .setEnableLeafAssignment(trees)
                .setEnableStagedProbabilities(staged)
                .setEnableContributions(givesContributions(model))
                .setUseExtendedOutput(true));
    }

    /** Linear boosters, old tree formats and models that lack the trees of a class give none. */
    private static boolean givesPaths(MojoModel model) {
        try {
            return ((TreeBackedMojoModel) model).getLeafNodeAssignments(new double[model.nfeatures()]) != null;
        } catch (RuntimeException unsupported) {
            return false;
        }
    }

    private static boolean givesContributions(GenModel model) {
        if (!(model instanceof PredictContributionsFactory factory)
                || model.getModelCategory() == ModelCategory.Multinomial) {
            return false;
        }
        try {
            double[] zeros = new double[model.nfeatures()];
            return factory.makeContributionsPredictor().calculateContributions(zeros).length > 0;
        } catch (RuntimeException unsupported) {
            return false;
        }
    }

    public MojoModel model() {
        return model;
    }

    /** The row as texts, NaN for what is missing. */
    public static RowData row(CsvFile input, int row, String offsetColumn) {
        RowData data = new RowData();
        for (String column : input.header()) {
            String cell = input.cell(row, column);
            if (!column.equals(offsetColumn)) {
                data.put(column, cell == null ? (Object) Double.NaN : cell);
            }
        }
        return data;
    }

    /**
     * The wrapper's answer to a row of a model folder; empty when it throws, and when an offset is missing, for which it
     * would take 0.
     */
    public Optional<Map<String, Object>> answer(CsvFile input, int row, String offsetColumn) {
        try {
            if (model.getModelCategory() == ModelCategory.WordEmbedding) {
                return Optional.of(predictWords(input.rows().get(row).get(0)));
            }
            String offset = offsetColumn.isEmpty() ? "0" : input.cell(row, offsetColumn);
            return offset == null
                    ? Optional.empty()
                    : Optional.of(predict(row(input, row, offsetColumn), Double.parseDouble(offset)));
        } catch (PredictException | IOException | RuntimeException refused) {
            return Optional.empty();
        }
    }

    /** The wrapper's answer; GLRM, whose answers depend on how often it was asked, is loaded anew. */
    public Map<String, Object> predict(RowData data, double offset) throws IOException, PredictException {
        if (model.getModelCategory() == ModelCategory.DimReduction) {
            load();
        }
        return switch (model.getModelCategory()) {
            case Regression -> of(wrapper.predictRegression(data, offset));
            case Binomial -> of(wrapper.predictBinomial(data, offset));
            case Multinomial -> of(wrapper.predictMultinomial(data, offset));
            case Ordinal -> of(wrapper.predictOrdinal(data, offset));
            case CoxPH -> of(wrapper.predictCoxPH(data, offset));
            default -> of(wrapper.predict(data));
        };
    }

    /** The embedding of a sentence. */
    public Map<String, Object> predictWords(String... words) throws PredictException {
        List<Object> values = new ArrayList<>();
        for (float value : wrapper.predictWord2Vec(words)) {
            values.add(Float.isNaN(value) ? null : (Object) value);
        }
        return new LinkedHashMap<>(Map.of("value", values));
    }

    private Map<String, Object> of(AbstractPrediction prediction) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (prediction instanceof KLimeModelPrediction p) {
            all.put("value", number(p.value));
            all.put("cluster", p.cluster);
            all.put("contributions", list(p.reasonCodes));
        } else if (prediction instanceof RegressionModelPrediction p) {
            all.put("value", number(p.value));
            extras(all, p.contributions, p.leafNodeAssignments, p.stageProbabilities);
        } else if (prediction instanceof BinomialModelPrediction p) {
            all.put("label", p.label);
            all.put("probabilities", byClass(p.classProbabilities));
            if (p.calibratedClassProbabilities != null) {
                all.put("calibrated_probabilities", byClass(p.calibratedClassProbabilities));
            }
            extras(all, p.contributions, p.leafNodeAssignments, p.stageProbabilities);
        } else if (prediction instanceof MultinomialModelPrediction p) {
            all.put("label", p.label);
            all.put("probabilities", byClass(p.classProbabilities));
            extras(all, null, p.leafNodeAssignments, p.stageProbabilities);
        } else if (prediction instanceof OrdinalModelPrediction p) {
            all.put("label", p.label);
            all.put("probabilities", byClass(p.classProbabilities));
        } else if (prediction instanceof AnomalyDetectionPrediction p) {
            all.put("value", number(p.normalizedScore));
            all.put("score", number(p.score));
            extras(all, null, p.leafNodeAssignments, null);
            if (p.isAnomaly != null) {
                all.put("is_anomaly", p.isAnomaly);
            }
        } else if (prediction instanceof ClusteringModelPrediction p) {
            all.put("value", p.cluster);
            if (p.distances != null) {
                all.put("distances", list(p.distances));
            }
        } else if (prediction instanceof AutoEncoderModelPrediction p) {
            all.put("value", number(p.mse));
            all.put("reconstruction", new ArrayList<>(list(p.reconstructed)));
        } else if (prediction instanceof DimReductionModelPrediction p) {
            all.put("value", list(p.dimensions));
        } else if (prediction instanceof CoxPHModelPrediction p) {
            all.put("value", number(p.value));
        } else if (prediction instanceof UpliftBinomialModelPrediction p) {
            all.put("value", number(p.predictions[0]));
            all.put("probabilities", list(new double[] {p.predictions[1], p.predictions[2]}));
        } else if (prediction instanceof TargetEncoderPrediction p) {
            all.put("value", list(p.transformations));
        }
        return all;
    }

    private void extras(Map<String, Object> all, float[] contributions, String[] leaves, double[] staged) {
        if (contributions != null) {
            List<Object> values = new ArrayList<>();
            for (float value : contributions) {
                values.add((double) value);
            }
            all.put("contributions", values);
        }
        if (leaves != null) {
            all.put("leaf_nodes", new ArrayList<>(java.util.Arrays.asList(leaves)));
        }
        if (staged != null) {
            all.put("staged", list(staged));
        }
    }

    private Map<String, Object> byClass(double[] probabilities) {
        String[] domain = model.getDomainValues(model.getResponseIdx());
        Map<String, Object> byClass = new LinkedHashMap<>();
        for (int i = 0; i < probabilities.length; i++) {
            byClass.put(domain == null ? Integer.toString(i) : domain[i], number(probabilities[i]));
        }
        return byClass;
    }

    private static List<Object> list(double[] values) {
        List<Object> list = new ArrayList<>();
        for (double value : values) {
            list.add(number(value));
        }
        return list;
    }

    private static Object number(double value) {
        return Double.isNaN(value) ? null : (Object) value;
    }
}

package io.connectmojo.score.reference;

import hex.ModelCategory;
import hex.genmodel.MojoModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import hex.genmodel.algos.glrm.GlrmMojoModel;
import hex.genmodel.algos.klime.KLimeMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
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
import io.connectmojo.cases.CsvFile;
import io.connectmojo.score.OutputPart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The oracle: H2O's wrapper as a Java program without Kafka uses it, fed with the text of the cells, NaN for those that are
 * empty. Shares no line with the product.
 */
final class PlainWrapper {
    private final ModelCase models;
    private final Set<OutputPart> parts;
    private final boolean staged;
    private final String offsetColumn;
    private MojoModel model;
    private EasyPredictModelWrapper wrapper;

    PlainWrapper(ModelCase models, Set<OutputPart> parts, boolean staged) throws IOException {
        this.models = models;
        offsetColumn = models.folder().offsetColumn();
        this.parts = parts;
        this.staged = staged;
        load();
    }

    private void load() throws IOException {
        model = models.loadPlainly();
        boolean contributions = parts.contains(OutputPart.CONTRIBUTIONS) && !(model instanceof KLimeMojoModel);
        wrapper = new EasyPredictModelWrapper(new EasyPredictModelWrapper.Config()
                .setModel(model)
                .setConvertUnknownCategoricalLevelsToNa(true)
                .setUseExtendedOutput(true)
                .setEnableLeafAssignment(parts.contains(OutputPart.LEAF_NODES))
                .setEnableStagedProbabilities(staged)
                .setEnableContributions(contributions));
    }

    /** What the wrapper says about a row: by name, numbers, texts and arrays. */
    Map<String, Object> answer(CsvFile input, int index) throws PredictException, IOException {
        if (model instanceof GlrmMojoModel) {
            load(); // its answers depend on how often it was called
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        if (model.getModelCategory() == ModelCategory.WordEmbedding) {
            String[] words = {ModelCase.words(input, index)};
            answer.put("dimensions", wrapper.predictWord2Vec(words));
            return answer;
        }
        RowData data = new RowData();
        for (int i = 0; i < input.header().size(); i++) {
            String cell = input.rows().get(index).get(i);
            data.put(input.header().get(i), cell == null ? (Object) Double.NaN : cell);
        }
        String offsetCell = input.cell(index, offsetColumn);
        double offset = offsetCell == null ? 0 : Double.parseDouble(offsetCell);
        AbstractPrediction prediction =
                switch (model instanceof KLimeMojoModel ? ModelCategory.KLime : model.getModelCategory()) {
                    case Regression -> wrapper.predictRegression(data, offset);
                    case Binomial -> wrapper.predictBinomial(data, offset);
                    case Multinomial -> wrapper.predictMultinomial(data, offset);
                    case Ordinal -> wrapper.predictOrdinal(data, offset);
                    case CoxPH -> wrapper.predictCoxPH(data, offset);
                    case KLime -> wrapper.predictKLime(data);
                    default -> wrapper.predict(data);
                };
        tell(prediction, answer);
        return answer;
    }

    private void tell(AbstractPrediction prediction, Map<String, Object> answer) {
        if (prediction instanceof KLimeModelPrediction p) {
            answer.put("value", p.value);
            answer.put("cluster", p.cluster);
            answer.put("reasons", p.reasonCodes);
        } else if (prediction instanceof RegressionModelPrediction p) {
            answer.put("value", p.value);
            trees(answer, p.leafNodeAssignments, p.contributions, p.stageProbabilities);
        } else if (prediction instanceof BinomialModelPrediction p) {
            answer.put("label", p.label);
            answer.put("probabilities", p.classProbabilities);
            if (p.calibratedClassProbabilities != null) {
                answer.put("calibrated", p.calibratedClassProbabilities);
            }
            trees(answer, p.leafNodeAssignments, p.contributions, p.stageProbabilities);
        } else if (prediction instanceof MultinomialModelPrediction p) {
            answer.put("label", p.label);
            answer.put("probabilities", p.classProbabilities);
            trees(answer, p.leafNodeAssignments, null, p.stageProbabilities);
        } else if (prediction instanceof OrdinalModelPrediction p) {
            answer.put("label", p.label);
            answer.put("probabilities", p.classProbabilities);
        } else if (prediction instanceof ClusteringModelPrediction p) {
            answer.put("cluster", p.cluster);
            answer.put("distances", p.distances);
        } else if (prediction instanceof AnomalyDetectionPrediction p) {
            answer.put("value", p.normalizedScore);
            answer.put("score", p.score);
            if (p.isAnomaly != null) {
                answer.put("anomaly", p.isAnomaly);
            }
            trees(answer, p.leafNodeAssignments, null, null);
        } else if (prediction instanceof AutoEncoderModelPrediction p) {
            if (model instanceof DeeplearningMojoModel) {
                answer.put("value", p.mse);
            }
            answer.put("reconstruction", p.reconstructed);
        } else if (prediction instanceof DimReductionModelPrediction p) {
            answer.put("dimensions", p.dimensions);
        } else if (prediction instanceof CoxPHModelPrediction p) {
            answer.put("value", p.value);
        } else if (prediction instanceof UpliftBinomialModelPrediction p) {
            answer.put("value", p.predictions[0]);
            answer.put("probabilities", new double[] {p.predictions[1], p.predictions[2]});
        } else if (prediction instanceof TargetEncoderPrediction p) {
            answer.put("dimensions", p.transformations);
        } else {
            throw new IllegalStateException(prediction.getClass().getName());
        }
    }

    private void trees(Map<String, Object> answer, String[] leaves, float[] contributions, double[] stages) {
        if (parts.contains(OutputPart.LEAF_NODES)) {
            answer.put("leaves", leaves);
        }
        if (parts.contains(OutputPart.CONTRIBUTIONS)) {
            answer.put("contributions", contributions);
        }
        if (staged && model instanceof SharedTreeMojoModel && stages != null) {
            answer.put("staged", stages);
        }
    }
}

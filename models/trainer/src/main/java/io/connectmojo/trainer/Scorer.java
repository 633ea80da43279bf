package io.connectmojo.trainer;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import hex.ModelCategory;
import hex.genmodel.MojoModel;
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
import hex.genmodel.easy.prediction.Word2VecPrediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Scores rows of a folder with genmodel, every answer a list of texts in the order of expected.csv. */
final class Scorer {

    private final MojoModel model;
    private final EasyPredictModelWrapper wrapper;
    private final List<String> header;
    private final JsonObject about;
    private final String offset;

    Scorer(MojoModel model, JsonObject about, List<String> header, boolean contributions, boolean leaves, boolean stages)
            throws IOException {
        this.model = model;
        this.about = about;
        this.header = header;
        JsonElement column = about.get("offset_column");
        offset = column == null || column.isJsonNull() ? null : column.getAsString();
        EasyPredictModelWrapper.Config config = new EasyPredictModelWrapper.Config()
                .setModel(model)
                .setConvertUnknownCategoricalLevelsToNa(true)
                .setEnableContributions(contributions);
        if (leaves) {
            config.setEnableLeafAssignment(true);
        }
        if (stages) {
            config.setEnableStagedProbabilities(true);
        }
        if (model instanceof hex.genmodel.algos.glrm.GlrmMojoModel) {
            config.setEnableGLRMReconstrut(true);
        }
        wrapper = new EasyPredictModelWrapper(config);
    }

    AbstractPrediction predict(List<String> cells) throws PredictException {
        RowData row = new RowData();
        double shift = 0;
        for (int i = 0; i < header.size(); i++) {
            JsonObject column = about.getAsJsonArray("columns").get(i).getAsJsonObject();
            String cell = cells.get(i);
            if (column.get("name").getAsString().equals(offset)) {
                shift = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            } else if (column.get("type").getAsString().equals("String")) {
                row.put(header.get(i), cell);
            } else if (cell.isEmpty()) {
                row.put(header.get(i), Double.NaN);
            } else {
                row.put(header.get(i), column.has("domain") ? cell : (Object) Double.valueOf(cell));
            }
        }
        ModelCategory category = model.getModelCategory();
        return switch (category) {
            case Regression -> wrapper.predictRegression(row, shift);
            case Binomial -> wrapper.predictBinomial(row, shift);
            case Multinomial -> wrapper.predictMultinomial(row, shift);
            case Ordinal -> wrapper.predictOrdinal(row, shift);
            case CoxPH -> wrapper.predictCoxPH(row, shift);
            case KLime -> wrapper.predictKLime(row);
            default -> wrapper.predict(row);
        };
    }

    /** The prediction as the cells of expected.csv. */
    static List<String> cells(AbstractPrediction prediction) {
        List<String> cells = new ArrayList<>();
        if (prediction instanceof BinomialModelPrediction p) {
            cells.add(p.label);
            add(cells, p.classProbabilities);
            add(cells, p.calibratedClassProbabilities);
        } else if (prediction instanceof MultinomialModelPrediction p) {
            cells.add(p.label);
            add(cells, p.classProbabilities);
        } else if (prediction instanceof OrdinalModelPrediction p) {
            cells.add(p.label);
            add(cells, p.classProbabilities);
        } else if (prediction instanceof KLimeModelPrediction p) {
            add(cells, p.value, p.cluster);
            add(cells, p.reasonCodes);
        } else if (prediction instanceof RegressionModelPrediction p) {
            add(cells, p.value);
        } else if (prediction instanceof ClusteringModelPrediction p) {
            add(cells, p.cluster);
        } else if (prediction instanceof AutoEncoderModelPrediction p) {
            add(cells, p.reconstructed);
        } else if (prediction instanceof DimReductionModelPrediction p) {
            add(cells, p.reconstructed != null ? p.reconstructed : p.dimensions);
        } else if (prediction instanceof AnomalyDetectionPrediction p) {
            if (p.isAnomaly != null) {
                add(cells, p.isAnomaly ? 1 : 0);
            }
            add(cells, p.normalizedScore, p.score);
        } else if (prediction instanceof UpliftBinomialModelPrediction p) {
            add(cells, p.predictions);
        } else if (prediction instanceof CoxPHModelPrediction p) {
            add(cells, p.value);
        } else if (prediction instanceof TargetEncoderPrediction p) {
            add(cells, p.transformations);
        } else if (prediction instanceof Word2VecPrediction p) {
            p.wordEmbeddings.values().forEach(vector -> {
                for (int i = 0; vector != null && i < vector.length; i++) {
                    cells.add(Double.toString(vector[i]));
                }
            });
        } else {
            throw new IllegalStateException("No cells for " + prediction.getClass());
        }
        return cells;
    }

    private static void add(List<String> cells, double... values) {
        if (values != null) {
            for (double value : values) {
                cells.add(Double.isNaN(value) ? "" : Double.toString(value));
            }
        }
    }
}

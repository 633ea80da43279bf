package io.connectmojo.score.reference;

import hex.ModelCategory;
import hex.genmodel.algos.glrm.GlrmMojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.exception.PredictException;
import hex.genmodel.easy.prediction.AbstractPrediction;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.PluginClassLoader;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The reference: the row becomes a RowData, and H2O's EasyPredictModelWrapper predicts. Serves every category. Slow and
 * always right, but for what the wrapper itself gets wrong: offsets go through its two-argument calls, GLRM through its
 * seeded call, staged predictions in one pass, and a reconstruction error that it does not know is computed here.
 */
public final class ReferenceScorer implements Scorer {
    private final Model model;
    private final PredictionShape shape;
    private final List<ModelColumn> columns;
    private final Wrapper wrapper;
    private final PredictionReader reader;
    private final List<PartReading.RawReading> ofRaw;

    public ReferenceScorer(Model model, PredictionShape shape, Set<OutputPart> parts) {
        this.model = model;
        this.shape = shape;
        this.columns = model.columns();
        this.wrapper = Wrapper.of(model, shape, parts);
        this.reader = new PredictionReader(model.genModel(), shape, parts);
        this.ofRaw = PartReading.ofRaw(model.genModel(), shape.category(), parts);
    }

    @Override
    public Prediction newPrediction() {
        return reader.newPrediction();
    }

    @Override
    public String engine() {
        return "reference";
    }

    @Override
    public void score(Row row, Prediction into) {
        try {
            predict(row, into);
        } catch (PredictException | RuntimeException | LinkageError | StackOverflowError e) {
            throw e instanceof MojoException known ? known : refused(model, shape.category(), e);
        }
    }

    private void predict(Row row, Prediction into) throws PredictException {
        if (shape.category() == Category.WordEmbedding) {
            reader.words(wrapper.predictWord2Vec(row.words), into);
            return;
        }
        RowData data = rowData(row);
        if (model.genModel() instanceof GlrmMojoModel glrm && shape.category() == Category.DimReduction) {
            // the first call after a fresh load: the wrapper's later calls depend on how often it was called
            glrm.score0(wrapper.raw(data), into.dimensions, glrm._seed);
            return;
        }
        AbstractPrediction prediction = switch (shape.category()) {
            case Regression -> wrapper.predictRegression(data, row.offset);
            case Binomial -> wrapper.predictBinomial(data, row.offset);
            case Multinomial -> wrapper.predictMultinomial(data, row.offset);
            case Ordinal -> wrapper.predictOrdinal(data, row.offset);
            case CoxPH -> wrapper.predictCoxPH(data, row.offset);
            default ->
                wrapper.predict(data, ModelCategory.valueOf(shape.category().name()));
        };
        reader.read(prediction, into);
        for (PartReading.RawReading part : ofRaw) {
            part.read(wrapper.raw(data), row.offset, into);
        }
    }

    private RowData rowData(Row row) {
        RowData data = new RowData();
        for (int i = 0; i < row.values.length; i++) {
            ModelColumn column = columns.get(i);
            double value = row.values[i];
            boolean text = column.kind() == ModelColumn.Kind.CATEGORICAL && !Double.isNaN(value);
            data.put(column.name(), text ? column.levels().get((int) value) : (Object) value);
        }
        return data;
    }

    /** What a record gets that the model does not score, by whichever engine. */
    public static MojoException refused(Model model, Category category, Throwable e) {
        return Problem.of(RecordError.SCORING, "The model cannot score the row")
                .where(model.algorithm() + ", " + category)
                .why("H2O's scoring library answered with " + e.getClass().getSimpleName())
                .cause(withoutMessage(e))
                .fix("look for missing or unseen values in columns that the model does not impute");
    }

    /** Where the library failed, but not its message, which may hold values of the record. */
    private static Throwable withoutMessage(Throwable e) {
        Throwable bare = new IllegalStateException(e.getClass().getName());
        bare.setStackTrace(e.getStackTrace());
        return bare;
    }

    /** H2O's wrapper, and the row as it gives it to the model. */
    @SuppressWarnings("serial") // the wrapper is serialisable; this one never is
    private static final class Wrapper extends EasyPredictModelWrapper {
        private Wrapper(Config config) {
            super(config);
        }

        static Wrapper of(Model model, PredictionShape shape, Set<OutputPart> parts) {
            try {
                Config config = new Config().setModel(model.genModel()).setConvertUnknownCategoricalLevelsToNa(true);
                for (PartReading part : PartReading.of(parts)) {
                    part.configure(config, shape.category());
                }
                return PluginClassLoader.during(() -> new Wrapper(config));
            } catch (IOException | RuntimeException e) {
                throw Problem.of(ModelError.UNSUPPORTED, "The model cannot be wrapped for scoring")
                        .where(model.algorithm())
                        .why("H2O's scoring library answered with "
                                + e.getClass().getSimpleName())
                        .cause(e)
                        .fix("export the model again, or ask for fewer outputs");
            }
        }

        double[] raw(RowData data) throws PredictException {
            return fillRawData(data, missing(getModel().nfeatures()));
        }

        private static double[] missing(int columns) {
            double[] raw = new double[columns];
            Arrays.fill(raw, Double.NaN);
            return raw;
        }
    }
}

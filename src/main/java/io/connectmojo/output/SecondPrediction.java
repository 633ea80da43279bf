package io.connectmojo.output;

import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A further output of a transform: what its challenger predicts of the record, whichever model answers. On the task's thread only. */
public final class SecondPrediction {
    private final String name;
    private Function<Prediction, Object> reader = prediction -> null;
    private @Nullable Object value;

    /** @param name of the field */
    public SecondPrediction(String name) {
        this.name = name;
    }

    /** The field, whose type both models must have; throws where there is no single prediction. */
    OutputField field(PredictionShape shape, OutputOptions options) {
        OutputField same = of(shape, options);
        return OutputField.of(name, same.schema(), anything -> value);
    }

    private OutputField of(PredictionShape shape, OutputOptions options) {
        if (!shape.category().hasOnePrediction()) {
            throw PredictionValue.impossible(
                    shape.category() + " models have no single prediction", "remove challenger.output.field");
        }
        return PredictionValue.of(name, shape, options);
    }

    /** Goes on with a model of the challenger. */
    public void serve(PredictionShape shape, OutputOptions options) {
        reader = of(shape, options).value();
    }

    /** The challenger has predicted the current record; throws when the prediction has no place in the type. */
    public void set(Prediction prediction) {
        value = reader.apply(prediction);
    }

    /** The challenger has no prediction of the current record. */
    public void clear() {
        value = null;
    }
}

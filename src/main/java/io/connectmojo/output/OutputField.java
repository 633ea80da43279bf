package io.connectmojo.output;

import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.score.ScoringResult.Scored;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One field that is added to records.
 *
 * @param schema always optional
 * @param value the field's value in a record with a schema; null when the model has no answer
 * @param plainValue the same for records without one: a Map where {@code value} gives a Struct
 * @param failure the field's value in a record that failed, with a schema
 * @param plainFailure the same without one
 */
public record OutputField(
        String name,
        Schema schema,
        Function<Prediction, Object> value,
        Function<Prediction, Object> plainValue,
        Function<MojoException, Object> failure,
        Function<MojoException, Object> plainFailure) {

    /** Of a record that failed there is nothing to tell. */
    static final Function<MojoException, Object> NOTHING = problem -> null;

    /** The field's value in a record of that result, with a schema or without. */
    @Nullable
    Object of(ScoringResult result, boolean typed) {
        if (result instanceof Scored scored) {
            return (typed ? value : plainValue).apply(scored.prediction());
        }
        return result instanceof Failed failed ? (typed ? failure : plainFailure).apply(failed.problem()) : null;
    }

    static OutputField of(String name, Schema schema, Function<Prediction, Object> value) {
        return new OutputField(name, schema, value, value, NOTHING, NOTHING);
    }

    /** The text of what went wrong. */
    static OutputField ofProblem(String name) {
        Function<MojoException, Object> text = MojoException::firstLine;
        return new OutputField(name, Schema.OPTIONAL_STRING_SCHEMA, x -> null, x -> null, text, text);
    }

    static OutputField ofCount(String name, ToIntFunction<Prediction> value) {
        return of(name, Schema.OPTIONAL_INT32_SCHEMA, value::applyAsInt);
    }

    /** A number; NaN becomes null. */
    static OutputField ofDouble(String name, ToDoubleFunction<Prediction> value) {
        return of(name, Schema.OPTIONAL_FLOAT64_SCHEMA, x -> PredictionValues.orNull(value.applyAsDouble(x)));
    }
}

package io.connectmojo.output;

import io.connectmojo.score.Prediction;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/**
 * One field that is added to records.
 *
 * @param schema always optional
 * @param value the field's value in a record with a schema; null when the model has no answer
 * @param plainValue the same for records without one: a Map where {@code value} gives a Struct
 */
public record OutputField(
        String name, Schema schema, Function<Prediction, Object> value, Function<Prediction, Object> plainValue) {

    static OutputField of(String name, Schema schema, Function<Prediction, Object> value) {
        return new OutputField(name, schema, value, value);
    }

    static OutputField ofDouble(String name, Function<Prediction, Double> value) {
        return of(name, Schema.OPTIONAL_FLOAT64_SCHEMA, value::apply);
    }
}

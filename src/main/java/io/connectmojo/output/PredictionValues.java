package io.connectmojo.output;

import io.connectmojo.score.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Numbers of a prediction as Connect's values; NaN is null. */
final class PredictionValues {
    static final Schema TEXTS =
            SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build();
    static final Schema DOUBLES =
            SchemaBuilder.array(Schema.OPTIONAL_FLOAT64_SCHEMA).optional().build();

    static final Schema NUMBERS = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_FLOAT64_SCHEMA)
            .optional()
            .build();

    private PredictionValues() {}

    static @Nullable Object cluster(Prediction prediction) {
        return prediction.cluster < 0 ? null : (Object) prediction.cluster;
    }

    static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    static List<Double> list(double[] values) {
        List<Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(orNull(value));
        }
        return list;
    }

    static List<Float> floats(double[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(Double.isNaN(value) ? null : (Float) (float) value);
        }
        return list;
    }

    static List<String> texts(String[] values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    static Map<String, Double> map(List<String> names, double[] values) {
        Map<String, Double> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            map.put(names.get(i), orNull(values[i]));
        }
        return map;
    }
}

package io.connectmojo.output;

import io.connectmojo.score.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Numbers of a prediction as Connect's values; NaN is null. */
final class PredictionValues {
    static final Schema TEXTS =
            SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build();
    static final Schema DOUBLES =
            SchemaBuilder.array(Schema.OPTIONAL_FLOAT64_SCHEMA).optional().build();

    private PredictionValues() {}

    static Object cluster(Prediction prediction) {
        return prediction.cluster < 0 ? null : (Object) prediction.cluster;
    }

    static Double orNull(double value) {
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

    /** Indexes of the k values largest in magnitude, the largest first; the last value, the bias, does not compete. */
    static int[] top(double[] contributions, int k) {
        int n = contributions.length - 1;
        int[] top = new int[Math.min(k, n)];
        boolean[] taken = new boolean[n];
        for (int rank = 0; rank < top.length; rank++) {
            int best = -1;
            for (int i = 0; i < n; i++) {
                if (!taken[i] && (best < 0 || Math.abs(contributions[i]) > Math.abs(contributions[best]))) {
                    best = i;
                }
            }
            taken[best] = true;
            top[rank] = best;
        }
        return top;
    }
}

package io.connectmojo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * Whether a stored output is, to the last bit, what a model gives now. What a store may change without a loss does not count: 1 for
 * 1.0, a number as text, an object as JSON text, a Struct as a Map, and no field for null.
 */
final class SameOutput {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SameOutput() {}

    /**
     * @param given by the transform
     * @param stored as it was read
     */
    static boolean test(Object given, Object stored) {
        if (given == null || stored == null) {
            return given == null && (stored == null || stored.equals(""));
        }
        if (given instanceof Number number) {
            return isNumber(number, stored);
        }
        if (given instanceof List<?> list) {
            return parsed(stored) instanceof List<?> other && areItems(list, other);
        }
        if (given instanceof Map<?, ?> map) {
            Object other = parsed(stored);
            return map.entrySet().stream()
                    .allMatch(entry -> test(entry.getValue(), member(other, String.valueOf(entry.getKey()))));
        }
        if (given instanceof Struct struct) {
            Object other = parsed(stored);
            return struct.schema().fields().stream()
                    .map(Field::name)
                    .allMatch(name -> test(struct.get(name), member(other, name)));
        }
        return given.equals(stored) || given.toString().equals(stored);
    }

    private static boolean areItems(List<?> given, List<?> stored) {
        for (int i = 0; i < given.size() && given.size() == stored.size(); i++) {
            if (!test(given.get(i), stored.get(i))) {
                return false;
            }
        }
        return given.size() == stored.size();
    }

    private static boolean isNumber(Number given, Object stored) {
        String text = stored instanceof Number || stored instanceof String ? stored.toString() : "";
        try {
            if (given instanceof Double number) {
                return Double.doubleToLongBits(number) == Double.doubleToLongBits(Double.parseDouble(text));
            }
            if (given instanceof Float number) {
                return Float.floatToIntBits(number) == Float.floatToIntBits(Float.parseFloat(text));
            }
            return new java.math.BigDecimal(given.toString()).compareTo(new java.math.BigDecimal(text)) == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    /** A member of a Map or Struct; null for none. */
    static Object member(Object container, String name) {
        if (container instanceof Struct struct) {
            return struct.schema().field(name) == null ? null : struct.get(name);
        }
        return container instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /** An array or object that a delimited line or a database keeps as text. */
    static Object parsed(Object stored) {
        if (!(stored instanceof String text) || text.isEmpty() || "[{".indexOf(text.charAt(0)) < 0) {
            return stored;
        }
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException noJson) {
            return stored;
        }
    }
}

package io.connectmojo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.MapPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** What a record has for a model's columns, as it came. Finds nothing in delimited lines. */
final class ColumnValues {
    private final Map<String, FieldPath> paths;
    private final ObjectMapper json = new ObjectMapper();
    private final Optional<MapPath> root;
    private Object fields = Map.of();

    /** Those that are found by name. */
    private Object named = Map.of();

    /**
     * @param paths of the columns that input.fields maps
     * @param root where the fields of the others are
     */
    ColumnValues(Map<String, FieldPath> paths, Optional<FieldPath> root) {
        this.paths = paths;
        this.root = root.map(MapPath::new);
    }

    /** Goes on to another record. */
    void of(Object payload) {
        fields = payload instanceof Map<?, ?> || payload instanceof Struct ? payload : parsed(payload);
        Object found = root.isPresent() ? root.get().find(fields) : fields;
        named = found instanceof Map<?, ?> || found instanceof Struct ? found : Map.of();
    }

    private Object parsed(Object payload) {
        String text = payload instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : payload instanceof String given ? given : "";
        try {
            return json.readValue(text, Map.class);
        } catch (JsonProcessingException notJson) {
            return Map.of();
        }
    }

    /** Such as {@code " = 7"}; empty when the record says nothing of the column. */
    String text(String column) {
        Object value = find(column);
        return !MapPath.isField(value) ? "" : value == null ? " is missing and" : " = " + value;
    }

    /** The value as JSON has it; null when there is none. */
    Object json(String column) {
        Object value = find(column);
        boolean simple = value instanceof Number || value instanceof Boolean || value == null;
        return !MapPath.isField(value) ? null : simple ? value : value.toString();
    }

    /** Contributions of XGBoost are named column.level. */
    private Object find(String name) {
        Object value = ofColumn(name);
        int dot = name.lastIndexOf('.');
        return MapPath.isField(value) || dot < 1 ? value : ofColumn(name.substring(0, dot));
    }

    private Object ofColumn(String column) {
        FieldPath mapped = paths.get(column);
        if (mapped != null) {
            return mapped.isMetadata() ? MapPath.ABSENT : new MapPath(mapped).find(fields);
        }
        Object exact = new MapPath(FieldPath.ofName(column)).find(named);
        if (MapPath.isField(exact)) {
            return exact;
        }
        return names().stream()
                .filter(name -> relaxed(name).equals(relaxed(column)))
                .findFirst()
                .map(name -> new MapPath(FieldPath.ofName(name)).find(named))
                .orElse(MapPath.ABSENT);
    }

    private List<String> names() {
        return named instanceof Struct struct
                ? struct.schema().fields().stream().map(Field::name).toList()
                : ((Map<?, ?>) named).keySet().stream().map(String::valueOf).toList();
    }

    private static String relaxed(String name) {
        return name.replaceAll("[_. -]", "").toLowerCase(Locale.ROOT);
    }
}

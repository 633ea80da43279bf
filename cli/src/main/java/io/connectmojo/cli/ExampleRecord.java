package io.connectmojo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.QuantileBins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record with a field for each column of a model, and the Avro schema of such records. Values are the middle of the model's profile
 * where there is one, and otherwise ones that the column can take. Where Avro does not allow the name of a column, its field has another.
 */
final class ExampleRecord {
    /** 2026-01-01, in UTC. */
    private static final long A_TIME = 1_767_225_600_000L;

    private static final int MAX_LEVELS = 5;

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode record = json.createObjectNode();
    private final ArrayNode fields = json.createArrayNode();
    private final Map<String, String> renamed = new LinkedHashMap<>();

    private String renamedOffset;

    private ExampleRecord() {}

    /** @param profile of the model's data, if there is one */
    static ExampleRecord of(Model model, Optional<Profile> profile) {
        ExampleRecord example = new ExampleRecord();
        for (ModelColumn column : model.columns()) {
            Optional<ColumnProfile> seen = profile.flatMap(known -> known.column(column.name()));
            example.add(column.name(), type(column), value(column, seen), doc(column));
        }
        model.offsetColumn().ifPresent(example::addOffset);
        return example;
    }

    /** Some models are trained with an input column as their offset. */
    private void addOffset(String column) {
        if (!record.has(column) && !renamed.containsKey(column)) {
            add(column, TextNode.valueOf("double"), DoubleNode.valueOf(0), "Offset " + column);
            renamedOffset = renamed.remove(column);
        }
    }

    private void add(String column, JsonNode type, JsonNode value, String doc) {
        String name = avroName(column);
        while (record.has(name)) {
            name += "_";
        }
        if (!name.equals(column)) {
            renamed.put(column, name);
        }
        record.set(name, value);
        ObjectNode field = fields.addObject().put("name", name);
        field.putArray("type").add("null").add(type);
        field.putNull("default").put("doc", doc);
    }

    private static JsonNode type(ModelColumn column) {
        return switch (column.kind()) {
            case NUMERIC -> TextNode.valueOf("double");
            case TIME ->
                new ObjectMapper().createObjectNode().put("type", "long").put("logicalType", "timestamp-millis");
            case CATEGORICAL, WORDS -> TextNode.valueOf("string");
        };
    }

    private static JsonNode value(ModelColumn column, Optional<ColumnProfile> seen) {
        return switch (column.kind()) {
            case NUMERIC -> DoubleNode.valueOf(middle(seen, 1));
            case TIME -> LongNode.valueOf((long) middle(seen, A_TIME));
            case CATEGORICAL ->
                TextNode.valueOf(mostFrequent(seen)
                        .or(() -> column.levels().stream().findFirst())
                        .orElse(""));
            case WORDS -> TextNode.valueOf("word");
        };
    }

    private static double middle(Optional<ColumnProfile> seen, double otherwise) {
        Optional<QuantileBins> bins = seen.flatMap(
                column -> column instanceof ColumnProfile.Numeric numeric ? numeric.bins() : Optional.empty());
        if (bins.isEmpty()) {
            return otherwise;
        }
        QuantileBins known = bins.get();
        long below = 0;
        for (int i = 0; i < known.size(); i++) {
            below += known.count(i);
            if (2 * below >= known.total()) {
                return known.edge(i);
            }
        }
        return known.max();
    }

    private static Optional<String> mostFrequent(Optional<ColumnProfile> seen) {
        return seen.flatMap(column -> column instanceof ColumnProfile.Categorical levels
                ? levels.levels().keySet().stream().findFirst()
                : Optional.empty());
    }

    private static String doc(ModelColumn column) {
        List<String> levels = column.levels();
        String some = levels.isEmpty()
                ? ""
                : ": " + String.join(", ", levels.subList(0, Math.min(MAX_LEVELS, levels.size())))
                        + (levels.size() > MAX_LEVELS ? ", … (" + levels.size() + " levels)" : "");
        return "Column " + column.name() + ", " + column.kind() + some;
    }

    /** ASCII letters, digits and underscores, no digit first. */
    static String avroName(String text) {
        String name = text.replaceAll("[^A-Za-z0-9_]", "_");
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** In one line, as a connector reads it. */
    String line() {
        return record.toString() + "\n";
    }

    /** @param model its name */
    String schema(String model) {
        ObjectNode schema = json.createObjectNode().put("type", "record").put("name", avroName(model));
        schema.put("doc", "What the model " + model + " takes").set("fields", fields);
        return schema.toPrettyString() + "\n";
    }

    /** By column, the field that has another name. */
    Map<String, String> renamed() {
        return renamed;
    }

    /** The field of the offset where it has another name than its column; else null. */
    String renamedOffset() {
        return renamedOffset;
    }
}

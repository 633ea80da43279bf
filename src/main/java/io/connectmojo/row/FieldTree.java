package io.connectmojo.row;

import io.connectmojo.row.match.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Collects the fields that a plan reads, so that each is read once. */
final class FieldTree {
    private final boolean withDefaults;
    private final Node root;

    FieldTree(Schema schema, boolean withDefaults) {
        this.withDefaults = withDefaults;
        this.root = new Node(new Field("", 0, schema));
    }

    /** The fields along the path; null when a STRUCT lacks the next one, or the next one is looked for in something else. */
    static @Nullable List<Field> resolve(Schema schema, FieldPath path) {
        List<Field> chain = new ArrayList<>();
        Schema at = schema;
        for (String step : path.steps()) {
            Field field = at.type() == Schema.Type.STRUCT ? at.field(step) : null;
            if (field == null) {
                return null;
            }
            chain.add(field);
            at = field.schema();
        }
        return chain;
    }

    /** Whether the path goes on below a field that has no fields of its own. */
    static boolean isBlocked(Schema schema, FieldPath path) {
        Schema at = schema;
        for (String step : path.steps()) {
            if (at.type() != Schema.Type.STRUCT) {
                return true;
            }
            Field field = at.field(step);
            if (field == null) {
                return false;
            }
            at = field.schema();
        }
        return false;
    }

    void add(List<Field> chain, ColumnReader reader) {
        Node node = root;
        for (Field field : chain) {
            node = node.below.computeIfAbsent(field.index(), ignored -> new Node(readable(field)));
        }
        node.readers.add(reader);
    }

    /** {@link org.apache.kafka.connect.data.Struct#get(Field)} takes the position and the default from the field alone. */
    private Field readable(Field field) {
        return withDefaults || field.schema().defaultValue() == null
                ? field
                : new Field(field.name(), field.index(), Schema.OPTIONAL_BYTES_SCHEMA);
    }

    /** The fields along a path of parents; none when one of them is no STRUCT. */
    Field[] parents(List<String> path) {
        List<Field> chain = path.isEmpty() ? null : resolve(root.field.schema(), new FieldPath(path));
        if (chain == null || chain.get(chain.size() - 1).schema().type() != Schema.Type.STRUCT) {
            return new Field[0];
        }
        return chain.stream().map(this::readable).toArray(Field[]::new);
    }

    FieldReader[] build() {
        return root.fieldReaders();
    }

    private static final class Node {
        final Field field;
        final List<ColumnReader> readers = new ArrayList<>();
        final Map<Integer, Node> below = new TreeMap<>();

        Node(Field field) {
            this.field = field;
        }

        FieldReader[] fieldReaders() {
            return below.values().stream()
                    .map(node ->
                            new FieldReader(node.field, node.readers.toArray(new ColumnReader[0]), node.fieldReaders()))
                    .toArray(FieldReader[]::new);
        }
    }
}

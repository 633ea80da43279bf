package io.connectmojo.row;

import io.connectmojo.row.match.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Collects the fields that a plan reads, so that each is read once: those of the root, and those outside of it. */
final class FieldTree {
    private static final Schema NOTHING = SchemaBuilder.struct().build();

    private final boolean withDefaults;
    private final Node top;

    /** The way down to the Struct whose fields are found by name. */
    private final List<Field> root;

    /** That Struct's node; null when the schema has no such Struct. */
    private final @Nullable Node rows;

    FieldTree(Schema schema, boolean withDefaults) {
        this(schema, withDefaults, null);
    }

    /** @param path of the root; null for the record itself */
    FieldTree(Schema schema, boolean withDefaults, @Nullable FieldPath path) {
        this.withDefaults = withDefaults;
        this.top = new Node(new Field("", 0, schema));
        List<Field> chain = path == null ? List.of() : structsAlong(path.steps());
        this.root = chain == null ? List.of() : chain;
        this.rows = chain == null ? null : node(root);
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
        node(chain).readers.add(reader);
    }

    private Node node(List<Field> chain) {
        Node node = top;
        for (Field field : chain) {
            node = node.below.computeIfAbsent(field.index(), ignored -> new Node(readable(field)));
        }
        return node;
    }

    /** {@link org.apache.kafka.connect.data.Struct#get(Field)} takes the position and the default from the field alone. */
    private Field readable(Field field) {
        return withDefaults || field.schema().defaultValue() == null
                ? field
                : new Field(field.name(), field.index(), Schema.OPTIONAL_BYTES_SCHEMA);
    }

    /** The fields along a path of parents; none when one of them is no STRUCT, or when all of them lead to the root. */
    Field[] parents(List<String> path) {
        List<Field> chain = path.isEmpty() ? null : structsAlong(path);
        return chain == null || chain.equals(root.subList(0, Math.min(root.size(), chain.size())))
                ? new Field[0]
                : readable(chain);
    }

    private @Nullable List<Field> structsAlong(List<String> path) {
        List<Field> chain = resolve(top.field.schema(), new FieldPath(path));
        return chain == null || chain.get(chain.size() - 1).schema().type() != Schema.Type.STRUCT ? null : chain;
    }

    private Field[] readable(List<Field> chain) {
        return chain.stream().map(this::readable).toArray(Field[]::new);
    }

    /** The way from the record to the root; empty when that is the record itself, or there is none. */
    Field[] root() {
        return readable(root);
    }

    /** Whether columns find their fields in a Struct inside the record. */
    boolean hasRoot() {
        return !root.isEmpty();
    }

    /** The name of the root's field on the chain, if it leads there. */
    List<String> rootField(List<Field> chain) {
        return chain.size() > root.size() && chain.subList(0, root.size()).equals(root)
                ? List.of(chain.get(root.size()).name())
                : List.of();
    }

    /** The root's fields, read or not; none when there is no root. */
    List<Field> fields() {
        return schema().fields();
    }

    /** The root's schema; one without fields when there is no root. */
    Schema schema() {
        Schema schema = rows == null
                ? null
                : root.isEmpty()
                        ? top.field.schema()
                        : root.get(root.size() - 1).schema();
        return schema == null ? NOTHING : schema;
    }

    /** What reads the root's fields. */
    FieldReader[] build() {
        return rows == null ? new FieldReader[0] : rows.fieldReaders(null);
    }

    /** What reads the fields of the record that are not the root's. */
    FieldReader[] outside() {
        return rows == top ? new FieldReader[0] : top.fieldReaders(rows);
    }

    private static final class Node {
        final Field field;
        final List<ColumnReader> readers = new ArrayList<>();
        final Map<Integer, Node> below = new TreeMap<>();

        Node(Field field) {
            this.field = field;
        }

        /** @param without the fields of that one */
        FieldReader[] fieldReaders(@Nullable Node without) {
            return below.values().stream()
                    .map(node -> node.fieldReader(without))
                    .filter(FieldReader::isFor)
                    .toArray(FieldReader[]::new);
        }

        private FieldReader fieldReader(@Nullable Node without) {
            FieldReader[] fields = this == without ? new FieldReader[0] : fieldReaders(without);
            return new FieldReader(field, readers.toArray(new ColumnReader[0]), fields);
        }
    }
}

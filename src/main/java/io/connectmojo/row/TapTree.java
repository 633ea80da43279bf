package io.connectmojo.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** Collects the fields that a plan reads, so that each is read once. */
final class TapTree {
    private final boolean withDefaults;
    private final Node root;
    private List<Field> common;

    TapTree(Schema schema, boolean withDefaults) {
        this.withDefaults = withDefaults;
        this.root = new Node(new Field("", 0, schema));
    }

    /**
     * The fields along the path. Ends before the path does at a field that has no fields of its own; null when a STRUCT
     * lacks the next one.
     */
    static List<Field> resolve(Schema schema, FieldPath path) {
        List<Field> chain = new ArrayList<>();
        Schema at = schema;
        for (String step : path.steps()) {
            if (at.type() != Schema.Type.STRUCT) {
                return chain;
            }
            Field field = at.field(step);
            if (field == null) {
                return null;
            }
            chain.add(field);
            at = field.schema();
        }
        return chain;
    }

    /**
     * @param counts whether the path is one of those whose common parent decides if a record is scored
     */
    void add(List<Field> chain, Inlet inlet, boolean counts) {
        Node node = root;
        for (Field field : chain) {
            node = node.below.computeIfAbsent(field.index(), ignored -> new Node(readable(field)));
        }
        node.inlets.add(inlet);
        if (counts) {
            List<Field> parents = chain.subList(0, chain.size() - 1).stream()
                    .map(this::readable)
                    .toList();
            common = common == null ? parents : shared(common, parents);
        }
    }

    private static List<Field> shared(List<Field> a, List<Field> b) {
        int n = 0;
        while (n < a.size() && n < b.size() && a.get(n).index() == b.get(n).index()) {
            n++;
        }
        return a.subList(0, n);
    }

    /** {@link org.apache.kafka.connect.data.Struct#get(Field)} takes the position and the default from the field alone. */
    private Field readable(Field field) {
        return withDefaults || field.schema().defaultValue() == null
                ? field
                : new Field(field.name(), field.index(), Schema.OPTIONAL_BYTES_SCHEMA);
    }

    Field[] commonParents() {
        return common == null ? new Field[0] : common.toArray(new Field[0]);
    }

    Tap[] build() {
        return root.taps();
    }

    private static final class Node {
        final Field field;
        final List<Inlet> inlets = new ArrayList<>();
        final Map<Integer, Node> below = new TreeMap<>();

        Node(Field field) {
            this.field = field;
        }

        Tap[] taps() {
            return below.values().stream()
                    .map(node -> new Tap(node.field, node.inlets.toArray(new Inlet[0]), node.taps()))
                    .toArray(Tap[]::new);
        }
    }
}

package io.connectmojo.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** A path into nested Maps. */
final class MapPath {
    /** There is no such field. */
    static final Object ABSENT = new Object();

    /** The path goes on below something that has no fields; no column takes it. */
    static final Object BLOCKED = new Object();

    static final String NO_FIELD = "the record has no such field";

    static final String GOES_ON = "the path goes on below it, and only a STRUCT or Map has fields";

    final String[] steps;
    final String text;

    MapPath(FieldPath path) {
        this.steps = path.steps().toArray(new String[0]);
        this.text = path.toString();
    }

    /** The value; null when the path ends in null, {@link #ABSENT} when a Map lacks the next name. */
    Object find(Map<?, ?> map) {
        Object at = map;
        for (String step : steps) {
            if (at == null) {
                return null;
            }
            at = step(at, step);
        }
        return at;
    }

    private static Object step(Object container, String name) {
        if (container instanceof Map<?, ?> map) {
            try {
                Object value = map.get(name);
                return value != null || map.containsKey(name) ? value : ABSENT;
            } catch (ClassCastException e) {
                // a sorted map whose keys are no texts
                return ABSENT;
            }
        }
        if (container instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? ABSENT : struct.get(field);
        }
        return container == ABSENT ? ABSENT : BLOCKED;
    }

    /** The parent that every path of the specification runs through; null when there is none. */
    static MapPath commonParent(RowSpec spec) {
        List<String> common = null;
        List<FieldPath> paths = new ArrayList<>();
        for (ColumnSpec column : spec.columns()) {
            if (column.field() != null) {
                paths.add(column.field());
            }
        }
        if (spec.vector() != null) {
            paths.add(spec.vector().field());
        }
        for (FieldPath path : paths) {
            List<String> parents = path.steps().subList(0, path.steps().size() - 1);
            common = common == null ? parents : shared(common, parents);
        }
        return common == null || common.isEmpty() ? null : new MapPath(new FieldPath(common));
    }

    private static List<String> shared(List<String> a, List<String> b) {
        int n = 0;
        while (n < a.size() && n < b.size() && a.get(n).equals(b.get(n))) {
            n++;
        }
        return a.subList(0, n);
    }
}

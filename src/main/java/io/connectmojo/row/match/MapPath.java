package io.connectmojo.row.match;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A path into nested Maps and Structs. */
public class MapPath {
    /** There is no such field. */
    public static final Object ABSENT = new Object();

    /** The path goes on below something that has no fields. */
    public static final Object BLOCKED = new Object();

    public static final String NO_FIELD = "the record has no such field";

    public static final String GOES_ON =
            "the path goes on below a field that has none of its own: only a STRUCT, or a Map without schema, has";

    /** From where {@link #find} begins. */
    public final String[] steps;

    /** Of the whole path. */
    public final String text;

    /** How many steps lead to what {@link #find} gets. */
    public final int skipped;

    public MapPath(FieldPath path) {
        this(path, 0);
    }

    /** Without the first steps: {@link #find} gets what they lead to. */
    public MapPath(FieldPath path, int skipped) {
        this.skipped = skipped;
        this.steps = path.steps().subList(skipped, path.steps().size()).toArray(new String[0]);
        this.text = path.toString();
    }

    /** Whether it leads to a field of the record itself. */
    public boolean isFieldOfRecord() {
        return skipped == 0 && steps.length == 1;
    }

    /** Whether there is such a field, if only with null. */
    public static boolean isField(@Nullable Object found) {
        return found != ABSENT && found != BLOCKED;
    }

    /** What was found; null when there is no such field. */
    public static @Nullable Object valueOf(@Nullable Object found) {
        return isField(found) ? found : null;
    }

    /** The value; null when the path ends in null, {@link #ABSENT} or {@link #BLOCKED} when there is no such field. */
    public @Nullable Object find(@Nullable Object record) {
        Object at = record;
        for (String step : steps) {
            if (at == null) {
                return null;
            }
            at = step(at, step);
        }
        return at;
    }

    static @Nullable Object step(Object container, String name) {
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
}

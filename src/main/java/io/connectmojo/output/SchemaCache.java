package io.connectmojo.output;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is made once for each schema of records. Beyond {@link #MAX_SCHEMAS} the one not asked for for longest is forgotten.
 * Not thread-safe.
 *
 * @param <V> what is made
 */
public final class SchemaCache<V> {
    /** Schemas that are remembered at a time. */
    public static final int MAX_SCHEMAS = 1000;

    private final Function<Schema, V> maker;
    private final Map<Schema, V> made = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, V> eldest) {
            return size() > MAX_SCHEMAS;
        }
    };
    private @Nullable Schema last;

    /** Set together with {@link #last}. */
    @SuppressWarnings("NullAway.Init")
    private V ofLast;

    public SchemaCache(Function<Schema, V> maker) {
        this.maker = maker;
    }

    /** What was made for an equal schema. A comparison of references when the schema is that of the call before. */
    public V get(Schema schema) {
        return schema == last ? ofLast : find(schema);
    }

    private V find(Schema schema) {
        V value = made.get(schema);
        if (value == null) {
            value = maker.apply(schema);
            made.put(schema, value);
        }
        last = schema;
        ofLast = value;
        return value;
    }
}

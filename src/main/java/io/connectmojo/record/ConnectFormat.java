package io.connectmojo.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** {@code input.format=connect}: a Struct or a schemaless Map. */
public final class ConnectFormat implements RecordFormat {
    @Override
    public RecordView newView(
            Supplier<Predicate<String>> needed, Supplier<Predicate<String>> writable, List<String> parent) {
        return new View(parent, writable == NOTHING);
    }

    @Override
    public Map<?, ?> allFields(Object payload) {
        return (Map<?, ?>) payload;
    }

    private static final class View extends RecordView {
        private final ParentPath parent;

        /** Null when Maps are read by name: their outputs belong elsewhere. */
        private final @Nullable MapFields fields;

        /** Whether the fields are those of this record. */
        private boolean isInFields;

        View(List<String> parent, boolean readsOnly) {
            this.parent = new ParentPath(parent);
            this.fields = readsOnly || !parent.isEmpty() ? null : new MapFields();
        }

        @Override
        void read(@Nullable Schema schema, Object payload) {
            if (!(payload instanceof Struct || payload instanceof Map && schema == null)) {
                throw refused(
                        "connect",
                        payload,
                        payload instanceof String || payload instanceof byte[]
                                ? "set input.format=json or delimited, or a converter that gives Structs or Maps"
                                : "use a converter that gives Structs or schemaless Maps");
            }
            isInFields = fields != null && payload instanceof Map<?, ?> map && isPlain(map) && fields.begin(map);
        }

        /** Others may find more than the names that they list, such as those with other capitals. */
        private static boolean isPlain(Map<?, ?> map) {
            Class<?> type = map.getClass();
            return type == HashMap.class || type == LinkedHashMap.class || type == NamedValues.class;
        }

        @Override
        Object fieldsOf(Object payload) {
            return fields != null && isInFields ? fields : payload;
        }

        @Override
        public Collection<?> names() {
            return fields != null && isInFields ? fields.names() : super.names();
        }

        private Map<?, ?> map() {
            return (Map<?, ?>) fieldsRead();
        }

        @Override
        public boolean isNoPlace() {
            return parent.isNull(map());
        }

        @Override
        public boolean has(String name) {
            return parent.find(map()) instanceof Map<?, ?> map && map.containsKey(name);
        }

        @Override
        public boolean hasValue(String name) {
            return parent.find(map()) instanceof Map<?, ?> map && map.get(name) != null;
        }

        /** In the Map's order; keys that are no texts stay as they are. */
        @Override
        public Map<Object, @Nullable Object> with(Map<String, ?> additions) {
            return fields != null && isInFields ? fields.with(additions) : parent.with(map(), additions);
        }
    }
}

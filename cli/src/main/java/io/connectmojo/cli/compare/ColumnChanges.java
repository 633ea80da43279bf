package io.connectmojo.cli.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Columns and levels that one of two models has and the other has not. */
final class ColumnChanges {
    private ColumnChanges() {}

    static void write(Model before, Model now, ObjectNode into) {
        Map<String, ModelColumn> old = byName(before);
        Map<String, ModelColumn> next = byName(now);
        names(into.putArray("gained"), next.keySet(), old.keySet());
        names(into.putArray("lost"), old.keySet(), next.keySet());
        ArrayNode kinds = into.putArray("other_kind");
        ArrayNode levels = into.putArray("levels");
        old.forEach((name, column) -> {
            ModelColumn other = next.get(name);
            if (other != null && other.kind() != column.kind()) {
                kinds.addObject()
                        .put("column", name)
                        .put("old", column.kind().toString())
                        .put("new", other.kind().toString());
            } else if (other != null && !Set.copyOf(other.levels()).equals(Set.copyOf(column.levels()))) {
                ObjectNode changed = levels.addObject().put("column", name);
                names(changed.putArray("gained"), other.levels(), column.levels());
                names(changed.putArray("lost"), column.levels(), other.levels());
            }
        });
    }

    private static Map<String, ModelColumn> byName(Model model) {
        Map<String, ModelColumn> columns = new LinkedHashMap<>();
        model.columns().forEach(column -> columns.put(column.name(), column));
        return columns;
    }

    private static void names(ArrayNode into, Iterable<String> all, Iterable<String> without) {
        Set<String> names = new LinkedHashSet<>();
        all.forEach(names::add);
        without.forEach(names::remove);
        List.copyOf(names).forEach(into::add);
    }
}

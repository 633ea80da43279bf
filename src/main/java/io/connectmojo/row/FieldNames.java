package io.connectmojo.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Field names as relaxed matching sees them: without case, {@code _ - .} and blanks. */
final class FieldNames {
    private FieldNames() {}

    static String normal(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && c != '.' && c != ' ') {
                kept.append(c);
            }
        }
        return kept.toString().toLowerCase(Locale.ROOT);
    }

    /**
     * The fields that fit each column by relaxed matching. A field that another column or path names exactly belongs to
     * that one alone.
     *
     * @param columns the names to look for
     * @param taken the names that are spoken for
     */
    static Map<String, List<String>> relaxed(Collection<String> columns, Set<String> taken, Collection<String> fields) {
        Map<String, List<String>> byNormal = new HashMap<>();
        Set<String> exact = new HashSet<>(columns);
        for (String field : fields) {
            if (!taken.contains(field)) {
                byNormal.computeIfAbsent(normal(field), ignored -> new ArrayList<>())
                        .add(field);
            }
        }
        Map<String, List<String>> found = new HashMap<>();
        for (String column : columns) {
            List<String> fits = new ArrayList<>();
            for (String field : byNormal.getOrDefault(normal(column), List.of())) {
                if (field.equals(column) || !exact.contains(field)) {
                    fits.add(field);
                }
            }
            found.put(column, fits);
        }
        return found;
    }
}

package io.connectmojo.row.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the name that a person may have meant: equal but for case and separators, else within a few typing errors. */
public final class NameSuggester {
    private static final int MAX_LENGTH = 64;
    /** Most comparisons of names that one record is worth. */
    public static final int MAX_COMPARISONS = 20_000;

    private final List<String> names;
    private final List<String> normals;
    private final Map<String, String> byNormal = new HashMap<>();
    private int comparisons;

    public NameSuggester(List<String> names) {
        this.names = names;
        normals = names.stream().map(RelaxedName::of).toList();
        for (int i = 0; i < names.size(); i++) {
            byNormal.putIfAbsent(normals.get(i), names.get(i));
        }
    }

    /** The nearest name; null when none is near or too much has been asked. */
    public @Nullable String to(String wanted) {
        String normal = RelaxedName.of(wanted);
        String same = byNormal.get(normal);
        if (same != null || wanted.length() > MAX_LENGTH) {
            return same;
        }
        int best = Math.max(1, normal.length() / 3) + 1;
        String nearest = null;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (Math.abs(name.length() - wanted.length()) <= best + 4 && name.length() <= MAX_LENGTH) {
                if (++comparisons > MAX_COMPARISONS) {
                    return null;
                }
                int distance = distance(normal, normals.get(i), best);
                if (distance < best) {
                    best = distance;
                    nearest = name;
                }
            }
        }
        return nearest;
    }

    public String hint(String wanted) {
        return hint(wanted, null);
    }

    /** @param parent of the names; null for the top level */
    public String hint(String wanted, @Nullable FieldPath parent) {
        String nearest = to(wanted);
        return nearest == null || nearest.equals(wanted)
                ? ""
                : "; nearest field '" + FieldPath.ofName(parent, nearest) + "'";
    }

    /** How many characters to insert, delete or replace; at least the limit when it is not below. */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    static List<String> quoted(List<String> names, int most) {
        List<String> quoted = new ArrayList<>();
        for (String name : names.subList(0, Math.min(most, names.size()))) {
            quoted.add("'" + name + "'");
        }
        return quoted;
    }
}

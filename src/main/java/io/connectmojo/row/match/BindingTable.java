package io.connectmojo.row.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table that tells a person once per kind of record what is read from where. */
public final class BindingTable {
    private static final int MAX_LINES = 100;

    private BindingTable() {}

    public static String text(String title, List<Binding> bindings, List<String> unused, NameSuggester nearest) {
        return text(title, bindings, unused, nearest, null);
    }

    /** @param parent of the unused names and those that may be near; null for the top level */
    public static String text(
            String title,
            List<Binding> bindings,
            List<String> unused,
            NameSuggester nearest,
            @Nullable FieldPath parent) {
        StringBuilder text = new StringBuilder();
        long found = bindings.stream().filter(b -> b.path() != null).count();
        text.append("Binding of ")
                .append(title)
                .append(": ")
                .append(found)
                .append(" of ")
                .append(bindings.size());
        text.append(" columns have a field");
        int lines = 0;
        for (Binding binding : bindings) {
            if (lines++ == MAX_LINES) {
                text.append("\n  … and ").append(bindings.size() - MAX_LINES).append(" more columns");
                break;
            }
            text.append("\n  ")
                    .append(binding.column())
                    .append(" (")
                    .append(binding.kind())
                    .append(")");
            if (binding.path() != null) {
                text.append(" <- ").append(binding.path());
                if (binding.type() != null) {
                    text.append(" (").append(binding.type()).append(")");
                }
            }
            text.append(": ").append(binding.state());
            if (binding.path() == null && binding.state().equals("missing")) {
                text.append(nearest.hint(binding.column(), parent));
            }
        }
        if (!unused.isEmpty()) {
            text.append("\n  unused fields");
            text.append(parent == null ? "" : " of '" + parent + "'")
                    .append(": ")
                    .append(String.join(", ", NameSuggester.quoted(unused, MAX_LINES)));
            text.append(unused.size() > MAX_LINES ? " … and " + (unused.size() - MAX_LINES) + " more" : "");
        }
        return text.toString();
    }
}

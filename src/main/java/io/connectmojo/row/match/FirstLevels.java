package io.connectmojo.row.match;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells early when a field does not hold what its column wants: more than a tenth of the first values of the column are no levels of
 * it. Tells no value, but the level that one of them may mean. Not thread-safe.
 */
public final class FirstLevels {
    /** The first values of a column, and how many of them may be unknown. */
    private static final int VALUES = 100;

    private static final int TOLERATED = VALUES / 10;

    /** Of columns with more levels no level is named: looking for it takes time. */
    private static final int MAX_LEVELS = 10_000;

    private final List<ColumnSpec> columns;

    /** Per column a level that an unknown value has but for case and blanks; null for none yet. */
    private final @Nullable String[] meant;

    public FirstLevels(List<ColumnSpec> columns) {
        this.columns = columns;
        this.meant = new String[columns.size()];
    }

    /**
     * The warning that an unknown value makes due; null for none.
     *
     * @param values of the column so far, without missing ones
     * @param unknown how many of them are no levels, this one included
     */
    public @Nullable String warning(int column, @Nullable Object value, String path, long values, long unknown) {
        if (values > VALUES || unknown > TOLERATED + 1) {
            return null;
        }
        if (meant[column] == null) {
            meant[column] = meant(columns.get(column).levels().names(), plain(String.valueOf(value)));
        }
        if (unknown <= TOLERATED) {
            return null;
        }
        return "Column '" + columns.get(column).name() + "' from field '" + path + "': " + unknown + " of its first "
                + values
                + " values are levels that training did not see; they are scored as NA. "
                + (meant[column] == null
                        ? "Check the field, or retrain"
                        : "Case or blanks alone keep a value from being the level '" + meant[column]
                                + "': correct the field");
    }

    private static @Nullable String meant(List<String> levels, String wanted) {
        if (levels.size() <= MAX_LEVELS) {
            for (String level : levels) {
                if (plain(level).equals(wanted)) {
                    return level;
                }
            }
        }
        return null;
    }

    /** In lower case and without any blank. */
    private static String plain(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != '\uFEFF')
                .forEach(kept::appendCodePoint);
        return kept.toString().toLowerCase(Locale.ROOT);
    }
}

package io.connectmojo.row;

import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FirstLevels;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Prediction;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went missing in the records of one transform, per column: missing, unknown and invalid values. Written by the
 * transform's thread, read by any. Logs each kind of problem of a column once at WARN and then at DEBUG, never with a
 * value.
 */
public final class ColumnCounts {
    /** How far back the share of unknown levels is looked at, in values of the column. */
    static final int WINDOW = 1000;

    /** Longest number that is printed. */
    private static final int MAX_BITS = 8192;

    private static final Logger log = LoggerFactory.getLogger(ColumnCounts.class);
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

    private final List<String> names;
    private final long[] records = new long[1];

    /** Cells of all columns that were missing, unknown or invalid. */
    private final long[] nas = new long[1];

    private final long[] missing;
    private final long[] unknown;
    private final long[] invalid;
    private final FirstLevels first;
    private final boolean[] unknownTold;
    private final boolean[] invalidTold;

    /** Per column the numbers of its last unknown values, once there was one. */
    private final long[][] unknownAt;

    /** Cells of the record that is being read, or was read last. */
    private int missingNow;

    private int unknownNow;
    private int invalidNow;

    /** Null for nobody. */
    private @Nullable UnknownLevels unknownLevels;

    /** Hears of unknown levels as they come; called on the transform's thread. */
    @FunctionalInterface
    public interface UnknownLevels {
        /**
         * @param level the value as text: a record's value, not for logs
         */
        void record(int column, String level);
    }

    /** Whether the log is told. */
    private final boolean tells;

    /** Counters for the columns of a model, in its order. */
    public ColumnCounts(RowSpec spec) {
        this(spec, true);
    }

    /** @param tells whether the log is told */
    public ColumnCounts(RowSpec spec, boolean tells) {
        this.tells = tells;
        first = new FirstLevels(spec.columns());
        names = spec.columns().stream().map(ColumnSpec::name).toList();
        missing = new long[names.size()];
        unknown = new long[names.size()];
        invalid = new long[names.size()];
        unknownTold = new boolean[names.size()];
        invalidTold = new boolean[names.size()];
        unknownAt = new long[names.size()][];
    }

    /** Names of the columns, in the order of the counters. */
    public List<String> names() {
        return names;
    }

    /** Records that were read. */
    public long records() {
        return (long) COUNT.getOpaque(records, 0);
    }

    /** Cells of the column that were NA because the record had nothing there. */
    public long missing(int column) {
        return (long) COUNT.getOpaque(missing, column);
    }

    /** Values of the column that are no level of it. */
    public long unknown(int column) {
        return (long) COUNT.getOpaque(unknown, column);
    }

    /** Values of a type or text that the column cannot take. */
    public long invalid(int column) {
        return (long) COUNT.getOpaque(invalid, column);
    }

    /** Cells of all columns that were missing, unknown or invalid. */
    public long nas() {
        return (long) COUNT.getOpaque(nas, 0);
    }

    /** Tells the counts of the record that was read last. */
    public void tellOfRecord(Prediction into) {
        into.missing = missingNow;
        into.unknown = unknownNow;
        into.invalid = invalidNow;
    }

    /** Tells each unknown level to one listener from now on; null for none. */
    public void listen(UnknownLevels listener) {
        unknownLevels = listener;
    }

    void record() {
        missingNow = 0;
        unknownNow = 0;
        invalidNow = 0;
        add(records, 0);
    }

    void countMissing(int column) {
        add(missing, column);
        add(nas, 0);
        missingNow++;
    }

    void countUnknown(int column, @Nullable Object value, String path, boolean tolerated) {
        add(unknown, column);
        add(nas, 0);
        unknownNow++;
        if (unknownLevels != null && value != null) {
            unknownLevels.record(column, text(value));
        }
        if (!tolerated || !tells) {
            return;
        }
        log.debug(
                "Column '{}' from field '{}': a level that training did not see is scored as NA",
                names.get(column),
                path);
        if (unknownTold[column]) {
            return;
        }
        String early = first.warning(column, value, path, records[0] - missing[column], unknown[column]);
        if (early != null) {
            unknownTold[column] = true;
            log.warn(early);
        } else if (mostlyUnknown(column)) {
            unknownTold[column] = true;
            log.warn(
                    "Column '{}' from field '{}': more than half of the last {} values are levels that training did not see;"
                            + " they are scored as NA. Check the field, or retrain",
                    names.get(column),
                    path,
                    WINDOW);
        }
    }

    /** Printing a number of very many digits takes more than linear time. */
    private static String text(Object value) {
        boolean huge = value instanceof BigInteger whole && whole.bitLength() > MAX_BITS
                || value instanceof BigDecimal decimal
                        && decimal.unscaledValue().bitLength() > MAX_BITS;
        return huge ? "a number of very many digits" : value.toString();
    }

    void countInvalid(int column, String path, String type, boolean tolerated) {
        add(invalid, column);
        add(nas, 0);
        invalidNow++;
        if (!tolerated || !tells) {
            return;
        }
        if (invalidTold[column]) {
            log.debug(
                    "Column '{}' from field '{}' of type {}: an invalid value is scored as NA",
                    names.get(column),
                    path,
                    type);
        } else {
            invalidTold[column] = true;
            log.warn(
                    "Column '{}' from field '{}' of type {}: an invalid value is scored as NA"
                            + " (input.invalid.values=na; further ones are logged at DEBUG)",
                    names.get(column),
                    path,
                    type);
        }
    }

    /** Whether the warning about unknown levels of the column has been given. */
    boolean warnedOfUnknown(int column) {
        return unknownTold[column];
    }

    /** Notes that the latest value of the column is unknown; whether more than half of the last ones are. */
    private boolean mostlyUnknown(int column) {
        int most = WINDOW / 2 + 1;
        long[] ring = unknownAt[column];
        if (ring == null) {
            ring = new long[most];
            unknownAt[column] = ring;
        }
        long value = records[0] - missing[column];
        int slot = (int) ((unknown[column] - 1) % most);
        ring[slot] = value;
        long first = ring[(slot + 1) % most];
        return unknown[column] >= most && value - first < WINDOW;
    }

    private static void add(long[] counts, int index) {
        COUNT.setOpaque(counts, index, counts[index] + 1);
    }
}

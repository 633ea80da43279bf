package io.connectmojo.row;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import io.connectmojo.problem.RecordProblems;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What reading one record has to tell besides the row. One per plan; the counters are those of the caller. */
final class ReadContext {
    private final List<String> names;
    private final int columns;
    private final double mostMissing;

    /** How many cells may be NA by that share. */
    private final int maxMissing;

    final RecordProblems problems = new RecordProblems();

    /** Set by {@link #begin}. */
    @SuppressWarnings("NullAway.Init")
    ColumnCounts counts;

    /** A value stood in a field whose type its column never takes. */
    boolean impossible;

    /** Cells that are NA, whatever made them so. */
    int missing;

    /** Cells that hold a default of the configuration. */
    int defaulted;

    ReadContext(RowSpec spec) {
        names = spec.columns().stream().map(ColumnSpec::name).toList();
        // a model without columns has nothing to miss
        columns = Math.max(1, names.size());
        mostMissing = spec.maxMissing();
        int most = columns;
        while (most > 0 && (double) most / columns > mostMissing) {
            most--;
        }
        maxMissing = most;
    }

    void begin(ColumnCounts countsOfTransform) {
        if (counts != countsOfTransform) {
            counts = countsOfTransform;
        }
        impossible = false;
        missing = 0;
        defaulted = 0;
        problems.clear();
    }

    /** Whether every cell that is not NA holds a default, should there be that many more defaults than were counted. */
    boolean isNothing(int moreDefaults) {
        return missing + defaulted + moreDefaults >= columns;
    }

    /** Throws when too little of the record is there. */
    void checkMissing(Row row) {
        if (isNothing(0)) {
            throw refused(names, "none of the model's columns has a value of the record, defaults aside")
                    .fix("send a value, or drop such records before the transform with Kafka's Filter");
        }
        if (missing > maxMissing) {
            throw tooMany(row);
        }
    }

    private MojoException tooMany(Row row) {
        List<String> empty = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (Double.isNaN(row.values[i])) {
                empty.add(names.get(i));
            }
        }
        int percent = (int) Math.round(100d * missing / names.size());
        String allowed = BigDecimal.valueOf(mostMissing).stripTrailingZeros().toPlainString();
        return refused(empty, percent + " % of the model's columns are missing, and input.max.missing=" + allowed)
                .fix("correct the record, or set a larger input.max.missing");
    }

    private static Problem refused(List<String> columns, String why) {
        return Problem.of(RecordError.TOO_MANY_MISSING, "too many missing values")
                .where(MojoException.firstThree("column", columns))
                .why(why);
    }
}

package io.connectmojo.row;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Refuses records of which nothing is there, or less than {@code input.max.missing} asks for. Immutable. */
final class MissingLimit {
    private final List<String> names;
    private final double most;

    MissingLimit(RowSpec spec) {
        this.names = spec.columns().stream().map(ColumnSpec::name).toList();
        this.most = spec.maxMissing();
    }

    /** Whether every cell that is not NA holds a default, should there be that many more defaults than were counted. */
    boolean isNothing(ReadContext context, int moreDefaults) {
        return context.missing + context.defaulted + moreDefaults >= names.size();
    }

    /** Throws when too little of the record is there. */
    void check(ReadContext context, Row row) {
        if (context.missing + context.defaulted > 0) {
            if (isNothing(context, 0)) {
                throw refused(names, "none of the model's columns has a value of the record, defaults aside")
                        .fix("send a value, or drop such records before the transform with Kafka's Filter");
            }
            if ((double) context.missing / names.size() > most) {
                throw tooMany(row, context.missing);
            }
        }
    }

    private MojoException tooMany(Row row, int missing) {
        List<String> empty = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (Double.isNaN(row.values[i])) {
                empty.add(names.get(i));
            }
        }
        int percent = (int) Math.round(100d * missing / names.size());
        String allowed = BigDecimal.valueOf(most).stripTrailingZeros().toPlainString();
        return refused(empty, percent + " % of the model's columns are missing, and input.max.missing=" + allowed)
                .fix("correct the record, or set a larger input.max.missing");
    }

    private static Problem refused(List<String> columns, String why) {
        return Problem.of(RecordError.TOO_MANY_MISSING, "too many missing values")
                .where(MojoException.firstThree("column", columns))
                .why(why);
    }
}

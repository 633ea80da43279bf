package io.connectmojo.row.match;

import io.connectmojo.record.NumberedFields;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The numbers of those columns' fields that are fields of the record itself. Not thread-safe. */
public final class FieldNumbers {
    private static final int UNKNOWN = -1;

    /** Of what is no field of the record itself. */
    private static final int NONE = -2;

    private final MapPath[] paths;

    /** By column. */
    private final int[] numbers;

    /** Whose numbers they are. */
    private @Nullable Object numbering;

    public FieldNumbers(MapPath[] paths) {
        this.paths = paths;
        numbers = new int[paths.length];
    }

    /** Finds the value of each column; false when none has a field. */
    public boolean findAll(NumberedFields fields, @Nullable Object[] found) {
        if (numbering != fields.numbering()) {
            numbering = fields.numbering();
            Arrays.fill(numbers, UNKNOWN);
        }
        boolean any = false;
        for (int i = 0; i < paths.length; i++) {
            int number = numbers[i] == UNKNOWN ? number(fields, i) : numbers[i];
            found[i] = number < 0 ? paths[i].find(fields) : fields.at(number, MapPath.ABSENT);
            any |= MapPath.isField(found[i]);
        }
        return any;
    }

    private int number(NumberedFields fields, int column) {
        MapPath path = paths[column];
        numbers[column] = path.isFieldOfRecord() ? fields.number(path.steps[0]) : NONE;
        return numbers[column];
    }
}

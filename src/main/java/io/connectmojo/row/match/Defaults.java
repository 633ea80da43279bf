package io.connectmojo.row.match;

import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.PlainDecimal;
import io.connectmojo.row.coerce.SourceType;
import io.connectmojo.row.coerce.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of {@code input.defaults}: text, coerced as text of a record would be. */
public final class Defaults {
    private Defaults() {}

    /** The cell that stands in for null; NaN without a default. Throws C004 for a default that the column cannot take. */
    public static double value(ColumnSpec column, List<String> naStrings) {
        if (column.defaultText() == null || column.kind() == ModelColumn.Kind.WORDS) {
            return Double.NaN;
        }
        Coercion coercion = new Coercions(new Texts(naStrings)).of(SourceType.STRING, column);
        double value = coercion == null ? Coercion.INVALID : coercion.of(column.defaultText());
        if (Coercion.isInvalid(value)) {
            throw column.badDefault("the text does not become a " + column.kind() + " value");
        }
        if (Coercion.isUnknown(value)) {
            throw column.badDefault("the model has no such level");
        }
        return value;
    }

    /** The offset when the record has none; NaN without a default. */
    static double offset(String column, @Nullable String defaultText) {
        if (defaultText == null) {
            return Double.NaN;
        }
        String text = defaultText.trim();
        double value = PlainDecimal.parse(text, 0, text.length());
        if (Double.isNaN(value)) {
            throw Problem.of(ConfigError.BAD_VALUE, "unusable default")
                    .where("offset '" + column + "', input.defaults")
                    .why("the text is not a number")
                    .fix("give a number");
        }
        return value;
    }
}

package io.connectmojo.row;

import io.connectmojo.problem.RecordError;
import io.connectmojo.row.coerce.LogicalTypes;
import io.connectmojo.row.coerce.Texts;
import io.connectmojo.score.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills in the model's order the cells that nothing else fills, from a list or from delimited text. */
final class VectorReader extends ColumnReader {
    static final String WANTED = "a vector is an ARRAY or delimited text";

    final String path;
    final List<ColumnReader> cells;
    private final char separator;
    private final Texts texts;
    private final List<ColumnReader> textCells;

    /**
     * @param cells take the elements of a list
     * @param textCells take the pieces of a text
     */
    VectorReader(String path, char separator, Texts texts, List<ColumnReader> cells, List<ColumnReader> textCells) {
        this.path = path;
        this.separator = separator;
        this.texts = texts;
        this.cells = cells;
        this.textCells = textCells;
    }

    @Override
    void accept(@Nullable Object value, Row into, ReadContext context) {
        if (value instanceof List<?> list) {
            if (fits(list.size(), context)) {
                for (int i = 0; i < cells.size(); i++) {
                    cells.get(i).accept(list.get(i), into, context);
                }
            }
        } else if (value instanceof String text && !texts.isMissing(text, Texts.from(text), text.length())) {
            split(text, into, context);
        } else if (value == null || value instanceof String) {
            for (ColumnReader cell : cells) {
                cell.accept(null, into, context);
            }
        } else {
            problem(WANTED + ", not " + LogicalTypes.title(value), context);
        }
    }

    private void split(String text, Row into, ReadContext context) {
        int pieces = 1;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
            pieces++;
        }
        if (!fits(pieces, context)) {
            return;
        }
        int start = 0;
        for (ColumnReader cell : textCells) {
            int end = text.indexOf(separator, start);
            cell.accept(text.substring(start, end < 0 ? text.length() : end), into, context);
            start = end + 1;
        }
    }

    private boolean fits(int size, ReadContext context) {
        if (size != cells.size()) {
            problem(
                    "its number of elements is " + size + ", and that of the columns not mapped otherwise is "
                            + cells.size(),
                    context);
        }
        return size == cells.size();
    }

    private void problem(String why, ReadContext context) {
        context.problems.add(RecordError.VECTOR, null, "field '" + path + "'", why);
    }
}

package io.connectmojo.row;

import io.connectmojo.problem.RecordError;
import java.util.List;

/** Fills in the model's order the cells that nothing else fills, from a list or from delimited text. */
final class VectorInlet extends Inlet {
    static final String WANTED = "a vector is an ARRAY or delimited text";

    final String path;
    final List<Inlet> cells;
    private final char separator;
    private final Texts texts;
    private final List<Inlet> textCells;

    /**
     * @param cells take the elements of a list
     * @param textCells take the pieces of a text
     */
    VectorInlet(String path, char separator, Texts texts, List<Inlet> cells, List<Inlet> textCells) {
        this.path = path;
        this.separator = separator;
        this.texts = texts;
        this.cells = cells;
        this.textCells = textCells;
    }

    @Override
    void take(Object value, Row into, Report report) {
        if (value instanceof List<?> list) {
            if (fits(list.size(), report)) {
                for (int i = 0; i < cells.size(); i++) {
                    cells.get(i).take(list.get(i), into, report);
                }
            }
        } else if (value instanceof String text && !texts.isMissing(text, Texts.from(text), text.length())) {
            split(text, into, report);
        } else if (value == null || value instanceof String) {
            for (Inlet cell : cells) {
                cell.take(null, into, report);
            }
        } else {
            problem(WANTED + ", not " + LogicalTypes.title(value), report);
        }
    }

    private void split(String text, Row into, Report report) {
        int pieces = 1;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
            pieces++;
        }
        if (!fits(pieces, report)) {
            return;
        }
        int start = 0;
        for (Inlet cell : textCells) {
            int end = text.indexOf(separator, start);
            cell.take(text.substring(start, end < 0 ? text.length() : end), into, report);
            start = end + 1;
        }
    }

    private boolean fits(int size, Report report) {
        if (size != cells.size()) {
            problem(
                    "its number of elements is " + size + ", and that of the columns not mapped otherwise is "
                            + cells.size(),
                    report);
        }
        return size == cells.size();
    }

    private void problem(String why, Report report) {
        report.problems.add(RecordError.VECTOR, null, "field '" + path + "'", why);
    }
}

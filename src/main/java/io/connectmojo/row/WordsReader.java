package io.connectmojo.row;

import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.LogicalTypes;
import io.connectmojo.row.coerce.Texts;
import io.connectmojo.score.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills the words of a word embedding from a list of texts, or from text that it splits. */
final class WordsReader extends ColumnReader {
    private static final String[] NO_WORDS = {};

    static final String WANTED = "words are an ARRAY of STRING, or a STRING";

    final ColumnSlot cell;
    private final @Nullable String type;
    private final Texts texts;
    private final @Nullable Character separator;

    WordsReader(ColumnSlot cell, @Nullable String type, Texts texts, @Nullable Character separator) {
        this.cell = cell;
        this.type = type;
        this.texts = texts;
        this.separator = separator;
    }

    @Override
    void accept(@Nullable Object value, Row into, ReadContext context) {
        into.values[cell.slot] = Double.NaN;
        Object given = value == null ? cell.column.defaultText() : value;
        String[] words = given == null ? NO_WORDS : words(given);
        into.words = words == null ? NO_WORDS : words;
        if (value == null && given != null) {
            context.defaulted++;
        }
        if (given != null && words == null) {
            String is = type == null ? LogicalTypes.title(given) : type;
            cell.resolve(Coercion.INVALID, null, is, WANTED, context);
        } else if (into.words.length == 0 && given == value) {
            cell.resolve(Double.NaN, null, "", "", context);
        }
    }

    /** Null when the value is of another type. */
    private String @Nullable [] words(Object value) {
        if (value instanceof String text) {
            return texts.isMissing(text, 0, text.length()) ? NO_WORDS : split(text);
        }
        if (!(value instanceof List<?> list)) {
            return null;
        }
        String[] words = new String[list.size()];
        for (int i = 0; i < words.length; i++) {
            Object word = list.get(i);
            if (word != null && !(word instanceof String)) {
                return null;
            }
            words[i] = (String) word;
        }
        return words;
    }

    private String[] split(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isSeparator(text.charAt(i))) {
                if (separator != null || i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words.toArray(NO_WORDS);
    }

    private boolean isSeparator(char c) {
        return separator == null ? Character.isWhitespace(c) : c == separator;
    }
}

package io.connectmojo.model.load;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists and tables as H2O writes them in JSON; passes over what is neither. */
final class DetailsJson {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private DetailsJson() {}

    /** The elements of an array of texts. */
    static void readTexts(JsonReader json, List<String> into) throws IOException {
        if (skips(json, JsonToken.BEGIN_ARRAY)) {
            return;
        }
        json.beginArray();
        while (json.hasNext()) {
            into.add(json.nextString());
        }
        json.endArray();
    }

    /** The columns of a table, one after the other; H2O writes them into the member {@code data}. */
    static void readTable(JsonReader json, List<List<String>> into) throws IOException {
        if (skips(json, JsonToken.BEGIN_OBJECT)) {
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            if (!json.nextName().equals("data") || json.peek() != JsonToken.BEGIN_ARRAY) {
                json.skipValue();
                continue;
            }
            json.beginArray();
            while (json.hasNext()) {
                List<String> column = new ArrayList<>();
                into.add(column);
                readCells(json, column);
            }
            json.endArray();
        }
        json.endObject();
    }

    private static void readCells(JsonReader json, List<String> into) throws IOException {
        if (skips(json, JsonToken.BEGIN_ARRAY)) {
            return;
        }
        json.beginArray();
        while (json.hasNext()) {
            into.add(readCell(json).orElse(""));
        }
        json.endArray();
    }

    /** The text of a text or number. */
    static Optional<String> readCell(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.STRING || json.peek() == JsonToken.NUMBER) {
            return Optional.of(json.nextString());
        }
        json.skipValue();
        return Optional.empty();
    }

    /** The number of a cell; NaN when it holds none. */
    static double number(String cell) {
        return NUMBER.matcher(cell).matches() ? Double.parseDouble(cell) : Double.NaN;
    }

    /** Passes over the next value unless it is of that kind, and says whether it did. */
    static boolean skips(JsonReader json, JsonToken unless) throws IOException {
        if (json.peek() == unless) {
            return false;
        }
        json.skipValue();
        return true;
    }
}

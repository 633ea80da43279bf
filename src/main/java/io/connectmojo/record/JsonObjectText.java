package io.connectmojo.record;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import io.connectmojo.problem.RecordProblems;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object as text, read in one pass: the values that are needed, and the places of members that may be replaced, so
 * that every other character stays as it was. Values that nobody needs are skipped, not built. Reads one text after the
 * other into the same buffers; not thread-safe.
 *
 * <p>Numbers become Integer, Long or BigInteger when they are whole, else Double; objects become maps, arrays lists.
 */
final class JsonObjectText {
    /** The names of the members down to the object that is written to. */
    private final String[] parent;

    private final JsonParsers parsers = new JsonParsers();
    private final Members members = new Members();

    /** Those of the object that is written to, where it is one inside the text. */
    private final Members siblings = new Members();

    private final Map<String, Place> places = new LinkedHashMap<>();

    private String text = "";

    /** Where the object that is written to ends; −1 when there is none. */
    private int end;

    /** Whether there is null in its place. */
    private boolean isNoPlace;

    /** Where a member's value stands in the text. */
    private record Place(int start, int end, boolean isNull) {}

    /** @param parent the names of the members down to the object that is written to; empty for the whole */
    JsonObjectText(List<String> parent) {
        this.parent = parent.toArray(new String[0]);
    }

    /**
     * Reads a text; the one before is forgotten. Fastest with the same needs and replaceable names as the last time.
     *
     * @param needed which top-level members are read as {@linkplain #values() values}
     * @param replaceable which members {@link #has}, {@link #hasValue} and {@link #with} may be asked for
     * @throws MojoException {@link RecordError#NOT_JSON} when the text is not exactly one object
     */
    void read(String objectText, Predicate<String> needed, Predicate<String> replaceable) {
        text = objectText;
        members.begin(needed, replaceable);
        siblings.begin(needed, replaceable);
        forgetPlaces();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        try (JsonParser parser = parsers.of(start == 0 ? text : text.substring(start))) {
            read(parser, start);
        } catch (IOException e) {
            throw JsonValueReader.notJson(JsonValueReader.why(e));
        }
    }

    private void read(JsonParser parser, int start) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw JsonValueReader.notJson(
                    first == null
                            ? "it is blank"
                            : "it starts with " + JsonValueReader.kind(first) + " and not with {");
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            member(parser, start, name);
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw JsonValueReader.notJson("it ends before the object does");
        }
        if (parent.length == 0) {
            end = start + offset(parser.currentTokenLocation());
        }
        if (parser.nextToken() != null) {
            throw JsonValueReader.notJson("there is text after the object");
        }
    }

    /** Reads the member of the whole whose name was read. */
    private void member(JsonParser parser, int start, String name) throws IOException {
        int number = members.add(name);
        if (number == Members.REPEATED) {
            throw JsonValueReader.notJson("a member stands in it twice", "send each member once");
        }
        boolean needed = members.isNeeded(number, name);
        JsonToken token = JsonValueReader.whole(parser.nextToken());
        if (parent.length > 0 && name.equals(parent[0])) {
            Object value = onTheWay(parser, start, token, 1, needed);
            if (needed) {
                members.value(number, name, value);
            }
            return;
        }
        boolean placed = parent.length == 0 && members.isReplaceable(number, name);
        int from = placed ? start + offset(parser.currentTokenLocation()) : 0;
        if (needed) {
            members.value(number, name, JsonValueReader.value(parser, token));
        } else {
            parser.skipChildren();
        }
        if (placed) {
            place(parser, start, name, from, token);
        }
    }

    private void place(JsonParser parser, int start, String name, int from, JsonToken token) throws IOException {
        parser.finishToken();
        int to = start + offset(parser.currentLocation());
        places.put(name, new Place(from, to, token == JsonToken.VALUE_NULL));
    }

    /**
     * Reads the value of a member on the way to the object that is written to, or that object.
     *
     * @param level how many objects are around its members, all of them on the way
     * @return null when nobody needs it
     */
    private @Nullable Object onTheWay(JsonParser parser, int start, JsonToken token, int level, boolean needed)
            throws IOException {
        // of a member of the same name that came before, too: what stands last counts
        forgetPlaces();
        if (token != JsonToken.START_OBJECT) {
            isNoPlace = token == JsonToken.VALUE_NULL;
            return JsonValueReader.value(parser, token);
        }
        boolean isTarget = level == parent.length;
        Map<String, Object> object = needed ? new LinkedHashMap<>() : null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken of = JsonValueReader.whole(parser.nextToken());
            Object value = isTarget
                    ? sibling(parser, start, name, of, needed)
                    : name.equals(parent[level])
                            ? onTheWay(parser, start, of, level + 1, needed)
                            : value(parser, of, needed);
            if (object != null) {
                object.put(name, value);
            }
        }
        if (isTarget) {
            end = start + offset(parser.currentTokenLocation());
        }
        return object;
    }

    /** Reads a member of the object that is written to. */
    private @Nullable Object sibling(JsonParser parser, int start, String name, JsonToken token, boolean needed)
            throws IOException {
        int number = siblings.add(name);
        if (number == Members.REPEATED) {
            throw JsonValueReader.notJson(
                    "a member stands twice in the object of output.parent", "send each member once");
        }
        if (!siblings.isReplaceable(number, name)) {
            return value(parser, token, needed);
        }
        int from = start + offset(parser.currentTokenLocation());
        Object value = value(parser, token, needed);
        place(parser, start, name, from, token);
        return value;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, boolean needed) throws IOException {
        if (needed) {
            return JsonValueReader.value(parser, token);
        }
        parser.skipChildren();
        return null;
    }

    private void forgetPlaces() {
        places.clear();
        siblings.begin();
        end = -1;
        isNoPlace = false;
    }

    /** The values of the needed members; a member that is null is there with null. Good until the next text is read. */
    NumberedFields values() {
        return members;
    }

    /** The names of all members, in the text's order. Good until the next text is read. */
    Collection<String> names() {
        return members.names();
    }

    /** Whether there is null in place of the object that is written to. */
    boolean isNoPlace() {
        return isNoPlace;
    }

    /** Whether the object has the replaceable member. */
    boolean has(String name) {
        return places.containsKey(name);
    }

    /** Whether the object has the replaceable member and it is not null. */
    boolean hasValue(String name) {
        Place place = places.get(name);
        return place != null && !place.isNull;
    }

    /**
     * The text with these members of the object that is written to: a member of the same name is replaced where it stands, the others are appended.
     *
     * @param additions replaceable names and their values: a String, Number, Boolean, List, Map or null
     * @throws MojoException {@link RecordError#NO_PARENT} when there is no such object
     */
    String with(Map<String, ?> additions) {
        if (end < 0) {
            throw RecordProblems.noParent(String.join(".", parent));
        }
        StringBuilder out = new StringBuilder(text.length() + 48 * additions.size());
        int copied = 0;
        // in the text's order
        for (Map.Entry<String, Place> placed : places.entrySet()) {
            if (additions.containsKey(placed.getKey())) {
                out.append(text, copied, placed.getValue().start);
                JsonValues.write(additions.get(placed.getKey()), out);
                copied = placed.getValue().end;
            }
        }
        out.append(text, copied, end);
        boolean comma = (parent.length == 0 ? members : siblings).hasNames();
        for (Map.Entry<String, ?> addition : additions.entrySet()) {
            if (!places.containsKey(addition.getKey())) {
                if (comma) {
                    out.append(',');
                }
                comma = true;
                JsonValues.write(addition.getKey(), out);
                out.append(':');
                JsonValues.write(addition.getValue(), out);
            }
        }
        return out.append(text, end, text.length()).toString();
    }

    private static int offset(JsonLocation location) {
        return (int) location.getCharOffset();
    }
}

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
    /** Most values whose map is used again. */
    private static final int MAX_KEPT = 1024;

    private final Predicate<String> defaultNeeded;
    private final Predicate<String> replaceable;

    /** The names of the members down to the object that is written to. */
    private final String[] parent;

    private final JsonParsers parsers = new JsonParsers();
    private final NameSet names = new NameSet();

    /** Of the members of the object that is written to, where it is one inside the text. */
    private final NameSet siblings = new NameSet();

    private Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();

    private String text = "";

    /** Where the object that is written to ends; −1 when there is none. */
    private int end;

    /** Whether there is null in its place. */
    private boolean isNoPlace;

    /** Where a member's value stands in the text. */
    private record Place(int start, int end, boolean isNull) {}

    /**
     * A reader of texts.
     *
     * @param needed which top-level members are read as {@linkplain #values() values}
     * @param replaceable which members {@link #has}, {@link #hasValue} and {@link #with} may be asked for
     */
    JsonObjectText(Predicate<String> needed, Predicate<String> replaceable) {
        this(needed, replaceable, List.of());
    }

    /** @param parent the names of the members down to the object that is written to; empty for the whole */
    JsonObjectText(Predicate<String> needed, Predicate<String> replaceable, List<String> parent) {
        this.defaultNeeded = needed;
        this.replaceable = replaceable;
        this.parent = parent.toArray(new String[0]);
    }

    /**
     * Reads a text; the one before is forgotten.
     *
     * @throws MojoException {@link RecordError#NOT_JSON} when the text is not exactly one object
     */
    void read(String objectText) {
        read(objectText, defaultNeeded);
    }

    /** As {@link #read(String)}, with other members read as values. */
    void read(String objectText, Predicate<String> needed) {
        text = objectText;
        names.clear();
        if (values.size() > MAX_KEPT) {
            // clearing keeps the table, and takes as long as it is
            values = new LinkedHashMap<>();
        } else {
            values.clear();
        }
        forgetPlaces();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        try (JsonParser parser = parsers.of(start == 0 ? text : text.substring(start))) {
            read(parser, start, needed);
        } catch (IOException e) {
            throw JsonValueReader.notJson(JsonValueReader.why(e));
        }
    }

    private void read(JsonParser parser, int start, Predicate<String> needed) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw JsonValueReader.notJson(
                    first == null
                            ? "it is blank"
                            : "it starts with " + JsonValueReader.kind(first) + " and not with {");
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (!names.add(name)) {
                throw JsonValueReader.notJson("a member stands in it twice", "send each member once");
            }
            member(parser, start, name, 0, needed.test(name) ? values : null);
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

    /**
     * Reads the member whose name was read.
     *
     * @param level how many objects are around the one that has the member, all of them on the way to the one that is written to
     * @param into takes its value; null when nobody needs it
     */
    private void member(JsonParser parser, int start, String name, int level, @Nullable Map<String, Object> into)
            throws IOException {
        JsonToken token = JsonValueReader.whole(parser.nextToken());
        if (level < parent.length && name.equals(parent[level])) {
            forgetPlaces();
            Object value = token == JsonToken.START_OBJECT
                    ? onTheWay(parser, start, level + 1, into != null)
                    : JsonValueReader.value(parser, token);
            isNoPlace |= token == JsonToken.VALUE_NULL;
            if (into != null) {
                into.put(name, value);
            }
            return;
        }
        boolean placed = level == parent.length && replaceable.test(name);
        int from = placed ? start + offset(parser.currentTokenLocation()) : 0;
        if (into != null) {
            into.put(name, JsonValueReader.value(parser, token));
        } else {
            parser.skipChildren();
        }
        if (placed) {
            parser.finishToken();
            int to = start + offset(parser.currentLocation());
            places.put(name, new Place(from, to, token == JsonToken.VALUE_NULL));
        }
    }

    /** Reads an object on the way to the one that is written to, or that one; null when nobody needs its values. */
    private @Nullable Map<String, Object> onTheWay(JsonParser parser, int start, int level, boolean needed)
            throws IOException {
        Map<String, Object> object = needed ? new LinkedHashMap<>() : null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (level == parent.length && !siblings.add(name)) {
                throw JsonValueReader.notJson(
                        "a member stands twice in the object of output.parent", "send each member once");
            }
            member(parser, start, name, level, object);
        }
        if (level == parent.length) {
            end = start + offset(parser.currentTokenLocation());
        }
        return object;
    }

    /** Of a member of the same name that came before, too: what stands last counts. */
    private void forgetPlaces() {
        places.clear();
        siblings.clear();
        end = -1;
        isNoPlace = false;
    }

    /** The values of the needed members; a member that is null is there with null. Good until the next text is read. */
    Map<String, Object> values() {
        return values;
    }

    /** The names of all members, in the text's order. Good until the next text is read. */
    Collection<String> names() {
        return names.names();
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
        boolean comma = !(parent.length == 0 ? names : siblings).isEmpty();
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

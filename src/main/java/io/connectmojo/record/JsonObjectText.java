package io.connectmojo.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import java.io.IOException;
import java.util.ArrayList;
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
    /** Deepest nesting of objects and arrays. */
    static final int DEEPEST = 500;

    /** Longest number that is read exactly; a longer one is read as its nearest double. */
    private static final int MAX_EXACT = 1000;

    /** Longest text, in characters, whose names the factory remembers for the next texts. */
    private static final int MAX_REMEMBERED = 65_536;

    /** Characters that a factory reads before another takes its place, so that the names it remembers stay few. */
    private static final int MAX_READ = 16_000_000;

    /** Most values whose map is used again. */
    private static final int MAX_KEPT = 1024;

    /** Remembers no names. */
    private static final JsonFactory OF_LARGE_TEXTS = factory(false);

    private final Predicate<String> defaultNeeded;
    private final Predicate<String> replaceable;
    private final NameSet names = new NameSet();
    private Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    /** Remembers names. */
    private JsonFactory factory = factory(true);

    /** Characters that the factory has read. */
    private int charactersRead;

    private String text = "";
    private int end;

    /** Where a member's value stands in the text. */
    private record Place(int start, int end, boolean isNull) {}

    /**
     * A reader of texts.
     *
     * @param needed which top-level members are read as {@linkplain #values() values}
     * @param replaceable which ones {@link #has}, {@link #hasValue} and {@link #with} may be asked for
     */
    JsonObjectText(Predicate<String> needed, Predicate<String> replaceable) {
        this.defaultNeeded = needed;
        this.replaceable = replaceable;
    }

    private static JsonFactory factory(boolean remembersNames) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build())
                .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, remembersNames)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // names that collide are no longer remembered, which is no reason to refuse the text
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .build();
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
        places.clear();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        try (JsonParser parser = factoryFor(text.length()).createParser(start == 0 ? text : text.substring(start))) {
            read(parser, start, needed);
        } catch (IOException e) {
            throw notJson(why(e));
        }
    }

    private JsonFactory factoryFor(int length) {
        if (length > MAX_REMEMBERED) {
            return OF_LARGE_TEXTS;
        }
        charactersRead += length;
        if (charactersRead > MAX_READ) {
            factory = factory(true);
            charactersRead = length;
        }
        return factory;
    }

    private void read(JsonParser parser, int start, Predicate<String> needed) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw notJson(first == null ? "it is blank" : "it starts with " + kind(first) + " and not with {");
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (!names.add(name)) {
                throw notJson("a member stands in it twice", "send each member once");
            }
            JsonToken token = parser.nextToken();
            boolean placed = replaceable.test(name);
            int from = placed ? start + offset(parser.currentTokenLocation()) : 0;
            if (needed.test(name)) {
                values.put(name, value(parser, token));
            } else {
                parser.skipChildren();
            }
            if (placed) {
                parser.finishToken();
                int to = start + offset(parser.currentLocation());
                places.put(name, new Place(from, to, token == JsonToken.VALUE_NULL));
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw notJson("it ends before the object does");
        }
        end = start + offset(parser.currentTokenLocation());
        if (parser.nextToken() != null) {
            throw notJson("there is text after the object");
        }
    }

    /** The values of the needed members; a member that is null is there with null. Good until the next text is read. */
    Map<String, Object> values() {
        return values;
    }

    /** The names of all members, in the text's order. Good until the next text is read. */
    Collection<String> names() {
        return names.names();
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
     * The text with these members: a member of the same name is replaced where it stands, the others are appended.
     *
     * @param additions replaceable names and their values: a String, Number, Boolean, List, Map or null
     */
    String with(Map<String, ?> additions) {
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
        boolean comma = !names.isEmpty();
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

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getTextLength() > MAX_EXACT ? (Object) parser.getDoubleValue() : parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_ARRAY -> array(parser);
            case START_OBJECT -> object(parser);
            default -> throw notJson("it is malformed");
        };
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
            elements.add(value(parser, whole(t)));
        }
        return elements;
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            object.put(name, value(parser, whole(parser.nextToken())));
        }
        return object;
    }

    private static JsonToken whole(JsonToken token) {
        if (token == null) {
            throw notJson("it ends before the object does");
        }
        return token;
    }

    private static int offset(JsonLocation location) {
        return (int) location.getCharOffset();
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "a number";
        };
    }

    /** Jackson's messages may quote the text: only the place and the kind of problem go on. */
    private static String why(IOException e) {
        if (e instanceof com.fasterxml.jackson.core.exc.StreamConstraintsException) {
            return "it is nested deeper than " + DEEPEST;
        }
        if (e instanceof com.fasterxml.jackson.core.JsonProcessingException problem && problem.getLocation() != null) {
            return "it is malformed at character " + problem.getLocation().getCharOffset();
        }
        return "it is malformed";
    }

    private static MojoException notJson(String why) {
        return notJson(why, "send one JSON object per record, or set input.format to what the records are");
    }

    private static MojoException notJson(String why, String fix) {
        return Problem.of(RecordError.NOT_JSON, "The text is not one JSON object")
                .where("input.format=json")
                .why(why)
                .fix(fix);
    }
}

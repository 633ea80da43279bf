package io.connectmojo.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.RecordError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One JSON object as text: its top-level members by name, and the place of each value in the text, so that members can be
 * replaced or appended while every other character stays as it was. Values that nobody needs are skipped, not built.
 *
 * <p>Numbers become Integer, Long or BigInteger when they are whole, else Double; objects become maps, arrays lists.
 */
public final class JsonObjectText {
    /** Deepest nesting of objects and arrays. */
    public static final int DEEPEST = 500;

    /** Longest number that is read exactly; a longer one is read as its nearest double. */
    private static final int LONGEST_EXACT = 1000;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final String text;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private int end;

    /** Where a value stands in the text. */
    private record Member(int start, int end, boolean isNull) {}

    private JsonObjectText(String text) {
        this.text = text;
    }

    /**
     * Reads the text.
     *
     * @param needed which top-level members are to be read as {@linkplain #values() values}
     * @throws MojoException {@link RecordError#NOT_JSON} when the text is not exactly one object
     */
    public static JsonObjectText parse(String text, Predicate<String> needed) {
        JsonObjectText object = new JsonObjectText(text);
        char[] characters = text.toCharArray();
        int start = characters.length > 0 && characters[0] == '\uFEFF' ? 1 : 0;
        try (JsonParser parser = FACTORY.createParser(characters, start, characters.length - start)) {
            object.read(parser, start, needed);
            return object;
        } catch (IOException e) {
            throw notJson(why(e));
        }
    }

    private void read(JsonParser parser, int start, Predicate<String> needed) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw notJson(first == null ? "it is blank" : "it starts with " + kind(first) + " and not with {");
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            int from = start + offset(parser.currentTokenLocation());
            if (needed.test(name)) {
                values.put(name, value(parser, token));
            } else {
                parser.skipChildren();
            }
            parser.finishToken();
            int to = start + offset(parser.currentLocation());
            if (members.put(name, new Member(from, to, token == JsonToken.VALUE_NULL)) != null) {
                throw notJson("a member stands in it twice");
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

    /** The values of the needed members; a member that is null is there with null. */
    public Map<String, Object> values() {
        return values;
    }

    /** Names of all top-level members in the text's order. */
    public Iterable<String> names() {
        return members.keySet();
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Whether the object has the member and it is not null. */
    public boolean hasValue(String name) {
        Member member = members.get(name);
        return member != null && !member.isNull;
    }

    /**
     * The text with these members: a member of the same name is replaced where it stands, the others are appended.
     *
     * @param additions names and values; a value is a String, Number, Boolean, List, Map or null
     */
    public String with(Map<String, ?> additions) {
        StringBuilder out = new StringBuilder(text.length() + 48 * additions.size());
        Map<Integer, String> replaced = new java.util.TreeMap<>();
        StringBuilder appended = new StringBuilder();
        boolean comma = !members.isEmpty();
        for (Map.Entry<String, ?> addition : additions.entrySet()) {
            Member member = members.get(addition.getKey());
            if (member != null) {
                replaced.put(member.start, addition.getKey());
                continue;
            }
            if (comma) {
                appended.append(',');
            }
            comma = true;
            JsonValues.write(addition.getKey(), appended);
            appended.append(':');
            JsonValues.write(addition.getValue(), appended);
        }
        int copied = 0;
        for (Map.Entry<Integer, String> place : replaced.entrySet()) {
            out.append(text, copied, place.getKey());
            JsonValues.write(additions.get(place.getValue()), out);
            copied = members.get(place.getValue()).end;
        }
        return out.append(text, copied, end)
                .append(appended)
                .append(text, end, text.length())
                .toString();
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getTextLength() > LONGEST_EXACT ? (Object) parser.getDoubleValue() : parser.getNumberValue();
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
        return MojoException.of(
                RecordError.NOT_JSON,
                "The text is not one JSON object",
                "input.format=json",
                why,
                "send one JSON object per record, or set input.format to what the records are");
    }
}

package io.connectmojo.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values from a parser, and tells what is wrong with a text. Numbers become Integer, Long or BigInteger when they are whole, else
 * Double; objects become maps, arrays lists.
 */
final class JsonValueReader {
    /** Longest number that is read exactly; a longer one is read as its nearest double. */
    private static final int MAX_EXACT = 1000;

    private JsonValueReader() {}

    static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
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

    static JsonToken whole(JsonToken token) {
        if (token == null) {
            throw notJson("it ends before the object does");
        }
        return token;
    }

    static String kind(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "a number";
        };
    }

    /** Jackson's messages may quote the text: only the place and the kind of problem go on. */
    static String why(IOException e) {
        if (e instanceof com.fasterxml.jackson.core.exc.StreamConstraintsException) {
            return "it is nested deeper than " + JsonParsers.DEEPEST;
        }
        if (e instanceof com.fasterxml.jackson.core.JsonProcessingException problem && problem.getLocation() != null) {
            return "it is malformed at character " + problem.getLocation().getCharOffset();
        }
        return "it is malformed";
    }

    static MojoException notJson(String why) {
        return notJson(why, "send one JSON object per record, or set input.format to what the records are");
    }

    static MojoException notJson(String why, String fix) {
        return Problem.of(RecordError.NOT_JSON, "The text is not one JSON object")
                .where("input.format=json")
                .why(why)
                .fix(fix);
    }
}

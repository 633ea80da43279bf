package io.connectmojo.model.profile;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON with caps: on depth, on the members of an object and the elements of a list, on texts, and on all values
 * together. Not thread-safe.
 */
final class ProfileJson implements Closeable {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_MEMBERS = 1100;
    private static final int MAX_TEXT = 1 << 16;
    private static final int MAX_VALUES = 5_000_000;
    private static final long MAX_COUNT = 1L << 53;

    private final JsonReader json;
    private int values;

    ProfileJson(byte[] bytes) {
        if (bytes.length > ProfileBytes.MAX_BYTES) {
            throw new BrokenProfile("it is longer than " + ProfileBytes.MAX_BYTES + " bytes");
        }
        json = new JsonReader(
                new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()));
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(MAX_DEPTH);
    }

    /** Takes the value of a member, or says that it does not know the member. */
    @FunctionalInterface
    interface Members {
        boolean take(String name) throws IOException;
    }

    /** Reads one element of a list. */
    @FunctionalInterface
    interface Element<T> {
        T read() throws IOException;
    }

    void object(Members members) throws IOException {
        require(JsonToken.BEGIN_OBJECT, "an object");
        json.beginObject();
        Set<String> names = new HashSet<>();
        while (json.hasNext()) {
            String name = json.nextName();
            if (!names.add(name)) {
                throw new BrokenProfile("a member stands twice in an object");
            }
            if (names.size() > MAX_MEMBERS || name.length() > MAX_TEXT) {
                throw new BrokenProfile("an object has more than " + MAX_MEMBERS + " members, or a name is too long");
            }
            countValue();
            if (!members.take(name)) {
                json.skipValue();
            }
        }
        json.endObject();
    }

    <T> List<T> list(int most, String noun, Element<T> element) throws IOException {
        List<T> list = new ArrayList<>();
        elements(most, noun, () -> list.add(element.read()));
        return list;
    }

    /** A list whose elements are numbers, texts or null. */
    List<@Nullable Object> cells(int most) throws IOException {
        List<@Nullable Object> cells = new ArrayList<>();
        elements(most, "cells", () -> cells.add(cell()));
        return cells;
    }

    private void elements(int most, String noun, Element<?> element) throws IOException {
        require(JsonToken.BEGIN_ARRAY, "a list");
        json.beginArray();
        for (int count = 0; json.hasNext(); count++) {
            if (count == most) {
                throw new BrokenProfile("it has more than " + most + " " + noun);
            }
            countValue();
            element.read();
        }
        json.endArray();
    }

    double number() throws IOException {
        require(JsonToken.NUMBER, "a number");
        double number = json.nextDouble();
        if (!Double.isFinite(number)) {
            throw new BrokenProfile("a number is too large");
        }
        return number;
    }

    /** A number from 0 to 1. */
    double share() throws IOException {
        double share = number();
        if (share < 0 || share > 1) {
            throw new BrokenProfile("a share is not from 0 to 1");
        }
        return share;
    }

    /** An object whose members are shares. */
    void shares(Map<String, Double> into) throws IOException {
        object(name -> {
            into.put(name, share());
            return true;
        });
    }

    /** A whole number that is not negative. */
    long count() throws IOException {
        double count = number();
        if (count < 0 || count > MAX_COUNT || count != Math.rint(count)) {
            throw new BrokenProfile("a count is not a whole number");
        }
        return (long) count;
    }

    String text() throws IOException {
        require(JsonToken.STRING, "a text");
        String text = json.nextString();
        if (text.length() > MAX_TEXT) {
            throw new BrokenProfile("a text is longer than " + MAX_TEXT + " characters");
        }
        return text;
    }

    /** A number, a text or null. */
    @Nullable
    Object cell() throws IOException {
        return switch (json.peek()) {
            case NULL -> {
                json.nextNull();
                yield null;
            }
            case NUMBER -> number();
            default -> text();
        };
    }

    boolean isNumber() throws IOException {
        return json.peek() == JsonToken.NUMBER;
    }

    /** Nothing follows. */
    void end() throws IOException {
        require(JsonToken.END_DOCUMENT, "the end");
    }

    private void require(JsonToken token, String noun) throws IOException {
        if (json.peek() != token) {
            throw new BrokenProfile(noun + " is expected, and something else is there");
        }
    }

    private void countValue() {
        if (++values > MAX_VALUES) {
            throw new BrokenProfile("it has more than " + MAX_VALUES + " values");
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}

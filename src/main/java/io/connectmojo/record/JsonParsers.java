package io.connectmojo.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/** Makes parsers of texts, one after the other; those of usual texts remember the names of the texts before. Not thread-safe. */
final class JsonParsers {
    /** Deepest nesting of objects and arrays. */
    static final int DEEPEST = 500;

    /** Longest text, in characters, whose names the factory remembers for the next texts. */
    private static final int MAX_REMEMBERED = 65_536;

    /** Characters that a factory reads before another takes its place, so that the names it remembers stay few. */
    private static final int MAX_READ = 16_000_000;

    /** Remembers no names. */
    private static final JsonFactory OF_LARGE_TEXTS = factory(false);

    /** Remembers names. */
    private JsonFactory factory = factory(true);

    /** Characters that the factory has read. */
    private int charactersRead;

    JsonParser of(String text) throws IOException {
        return factoryFor(text.length()).createParser(text);
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
}

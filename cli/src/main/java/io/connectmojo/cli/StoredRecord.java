package io.connectmojo.cli;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.SchemaAndValue;

/**
 * A record that was scored before.
 *
 * @param record as the transform gets it, its outputs included
 * @param outputs the stored value of an output by its name; null where there is none
 * @param stamp which model the record says it was scored with, such as {@code prices@0123456789ab}; null when it does not say
 * @param passed whether it has nothing that outputs could stand in, and so passed untouched
 */
record StoredRecord(SchemaAndValue record, Function<String, Object> outputs, String stamp, boolean passed) {
    private static final Pattern STAMP = Pattern.compile("(?s).*@[0-9a-f]{12}");

    /** The text when it names a model, else null. */
    static String stampOf(Object text) {
        return text instanceof String name && STAMP.matcher(name).matches() ? name : null;
    }

    /** The first 12 digits of the digest of the model that the record names. */
    Optional<String> digest() {
        return Optional.ofNullable(stamp).map(StoredRecord::digest);
    }

    static String digest(String stamp) {
        return stamp.substring(stamp.lastIndexOf('@') + 1);
    }

    Object output(String name) {
        return outputs.apply(name);
    }
}

package io.connectmojo.outcomes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;

/** Picks the fields that count out of JSON, plain or in Connect's envelope, or Avro. Anything thrown says that the record is bad. */
final class ScoredReader implements AutoCloseable {
    private static final int MAX_LABEL = 200;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Flags flags;
    private final AvroKafkaDeserializer<GenericRecord> avro;

    ScoredReader(Flags flags) {
        this.flags = flags;
        if (flags.registry == null) {
            avro = null;
        } else {
            avro = new AvroKafkaDeserializer<>();
            Map<String, Object> config = new HashMap<>();
            flags.given().forEach((name, value) -> config.put(name.toString(), value));
            config.put("apicurio.registry.url", flags.registry);
            avro.configure(config, false);
        }
    }

    Scored read(Headers headers, byte[] value) throws IOException {
        Object record = avro != null
                ? avro.deserialize(flags.input, headers, value)
                : unwrapped(JSON.readValue(value, Object.class));
        if (!(record instanceof Map) && !(record instanceof GenericRecord)) {
            throw new IOException("not a record");
        }
        String actual = label(field(record, flags.actual));
        String predicted = label(field(record, flags.predicted));
        boolean both = actual != null && predicted != null;
        return new Scored(both ? actual : null, both ? predicted : null, high(record));
    }

    private Boolean high(Object record) throws IOException {
        Object score = flags.score == null ? null : field(record, flags.score);
        if (score == null) {
            return null;
        }
        if (score instanceof Number number) {
            return number.doubleValue() >= flags.scoreFrom;
        }
        throw new IOException("the score is no number");
    }

    private static Object unwrapped(Object json) {
        boolean enveloped = json instanceof Map<?, ?> map
                && map.size() == 2
                && map.containsKey("schema")
                && map.containsKey("payload");
        return enveloped ? ((Map<?, ?>) json).get("payload") : json;
    }

    /** A field of that very name, or else member by member along the dots. */
    private static Object field(Object record, String path) {
        Object whole = member(record, path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return field(member(record, path.substring(0, dot)), path.substring(dot + 1));
    }

    private static Object member(Object record, String name) {
        if (record instanceof Map<?, ?> map) {
            return map.get(name);
        }
        boolean has = record instanceof GenericRecord avro && avro.getSchema().getField(name) != null;
        return has ? ((GenericRecord) record).get(name) : null;
    }

    /** Numbers by value: 1 and 1.0 are one class. */
    private static String label(Object value) throws IOException {
        if (value instanceof Map || value instanceof Iterable || value instanceof GenericRecord) {
            throw new IOException("the label is no single value");
        }
        String text = value == null ? null : value.toString();
        if (value instanceof Number) {
            // NaN and infinities are no numbers that can be written otherwise
            text = text.matches("[-+.0-9eE]+") ? plain(new BigDecimal(text).stripTrailingZeros()) : text;
        }
        if (text != null && text.length() > MAX_LABEL) {
            throw new IOException("the label is too long");
        }
        return text;
    }

    /** An exponent may stand for more digits than memory holds. */
    private static String plain(BigDecimal number) throws IOException {
        if (Math.abs((long) number.scale()) > MAX_LABEL) {
            throw new IOException("the label is too long");
        }
        return number.toPlainString();
    }

    @Override
    public void close() {
        if (avro != null) {
            avro.close();
        }
    }
}

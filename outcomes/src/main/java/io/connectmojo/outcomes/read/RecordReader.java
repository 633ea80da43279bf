package io.connectmojo.outcomes.read;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Reads JSON, plain or in Connect's envelope, or Avro with schemas in a registry. Anything thrown says that the record is bad. Not
 * thread-safe.
 */
public final class RecordReader implements AutoCloseable {
    private static final int MAX_LABEL = 200;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String topic;
    private final AvroKafkaDeserializer<GenericRecord> avro;

    /** @param registry settings of the registry's deserializer; null for JSON */
    public RecordReader(String topic, Map<String, Object> registry) {
        this.topic = topic;
        if (registry == null) {
            avro = null;
        } else {
            avro = new AvroKafkaDeserializer<>();
            avro.configure(registry, false);
        }
    }

    /** A Map or a GenericRecord. */
    public Object read(Headers headers, byte[] value) throws IOException {
        Object record =
                avro != null ? avro.deserialize(topic, headers, value) : unwrapped(JSON.readValue(value, Object.class));
        if (!isRecord(record)) {
            throw new IOException("not a record");
        }
        return record;
    }

    private static Object unwrapped(Object json) {
        boolean enveloped = json instanceof Map<?, ?> map
                && map.size() == 2
                && map.containsKey("schema")
                && map.containsKey("payload");
        return enveloped ? ((Map<?, ?>) json).get("payload") : json;
    }

    static boolean isRecord(Object value) {
        return value instanceof Map || value instanceof GenericRecord;
    }

    /** A field of that very name, or else member by member along the dots; null without one. */
    public static Object field(Object record, String path) {
        Object whole = member(record, path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return field(member(record, path.substring(0, dot)), path.substring(dot + 1));
    }

    static Object member(Object record, String name) {
        if (record instanceof Map<?, ?> map) {
            return map.get(name);
        }
        boolean has = record instanceof GenericRecord avro && avro.getSchema().getField(name) != null;
        return has ? ((GenericRecord) record).get(name) : null;
    }

    /** A single value as text, numbers by value: 1 and 1.0 are one class. Null for null. */
    public static String label(Object value) throws IOException {
        if (isRecord(value) || value instanceof Iterable) {
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

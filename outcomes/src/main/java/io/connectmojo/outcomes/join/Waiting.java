package io.connectmojo.outcomes.join;

import io.connectmojo.outcomes.read.Scored;
import io.connectmojo.outcomes.read.ScoredSerde;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A prediction that waits for its outcome.
 *
 * @param record the scored record's value as it came; empty when nobody wants it
 * @param headers those that tell the record's schema
 */
public record Waiting(Scored scored, byte[] record, Headers headers) {
    /** Apicurio's converters may put the schema's number there. */
    private static final String OF_REGISTRY = "apicurio.";

    /** As it is kept. */
    public byte[] bytes() {
        List<byte[]> parts = new ArrayList<>(List.of(ScoredSerde.bytes(scored), record));
        for (Header header : headers) {
            if (header.key().startsWith(OF_REGISTRY) && header.value() != null) {
                parts.add(header.key().getBytes(StandardCharsets.UTF_8));
                parts.add(header.value());
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(
                parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
        parts.forEach(part -> bytes.putInt(part.length).put(part));
        return bytes.array();
    }

    static Waiting of(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        Scored scored = ScoredSerde.scored(part(bytes));
        byte[] record = part(bytes);
        Headers headers = new RecordHeaders();
        while (bytes.hasRemaining()) {
            headers.add(new String(part(bytes), StandardCharsets.UTF_8), part(bytes));
        }
        return new Waiting(scored, record, headers);
    }

    private static byte[] part(ByteBuffer bytes) {
        byte[] part = new byte[bytes.getInt()];
        bytes.get(part);
        return part;
    }
}

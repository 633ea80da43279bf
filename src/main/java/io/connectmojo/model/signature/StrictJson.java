package io.connectmojo.model.signature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.util.Base64;

/** JSON that others may have written: no name twice, nothing behind the end, little depth, and a size that is known before. */
final class StrictJson {
    private static final int MAX_DEPTH = 32;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /**
     * One JSON object.
     *
     * @param what it is, for messages
     */
    static JsonNode object(byte[] json, String what) throws SignatureFault {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new SignatureFault(what + " is not JSON without a name that stands twice");
        } catch (IOException e) {
            throw new IllegalStateException("bytes do not fail", e);
        }
        throw new SignatureFault(what + " is not a JSON object");
    }

    /** A member of an object that must be there and of that type. */
    static JsonNode member(JsonNode object, String name, JsonNodeType type) throws SignatureFault {
        JsonNode member = object.get(name);
        if (member == null || member.getNodeType() != type) {
            throw new SignatureFault(
                    "it has no " + name + " of type " + type.name().toLowerCase(java.util.Locale.ROOT));
        }
        return member;
    }

    static String text(JsonNode object, String name) throws SignatureFault {
        return member(object, name, JsonNodeType.STRING).textValue();
    }

    /** A text member that must be this. */
    static void require(JsonNode object, String name, String expected) throws SignatureFault {
        if (!text(object, name).equals(expected)) {
            throw new SignatureFault("its " + name + " is not " + expected);
        }
    }

    /** A text member of Base64, not empty. */
    static byte[] bytes(JsonNode object, String name) throws SignatureFault {
        try {
            byte[] bytes = Base64.getDecoder().decode(text(object, name));
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new SignatureFault("its " + name + " is not Base64 of some bytes");
    }
}

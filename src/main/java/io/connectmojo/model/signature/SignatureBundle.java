package io.connectmojo.model.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

/**
 * A Sigstore bundle with the signature of a model: an envelope (DSSE) around a {@link ModelStatement}.
 *
 * @param payload the bytes of the statement as they were signed
 * @param signature in DER
 */
record SignatureBundle(Method method, byte[] payload, byte[] signature) {
    /** How the signer is known. */
    enum Method {
        KEY,
        CERTIFICATE,
        SIGSTORE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A bundle of a model with 100,000 files would have 20 MB; ours have two or three kB. */
    static final int MAX_BYTES = 1 << 20;

    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle";
    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    /** Reads a bundle; the signature is not checked. */
    static SignatureBundle parse(byte[] json) throws SignatureFault {
        if (json.length > MAX_BYTES) {
            throw new SignatureFault("it has more than " + MAX_BYTES + " bytes");
        }
        JsonNode bundle = StrictJson.object(json, "it");
        only(bundle, Set.of("mediaType", "verificationMaterial", "dsseEnvelope"));
        if (!StrictJson.text(bundle, "mediaType").startsWith(MEDIA_TYPE)) {
            throw new SignatureFault("its mediaType is not that of a Sigstore bundle");
        }
        Method method = method(StrictJson.member(bundle, "verificationMaterial", JsonNodeType.OBJECT));
        JsonNode envelope = StrictJson.member(bundle, "dsseEnvelope", JsonNodeType.OBJECT);
        only(envelope, Set.of("payload", "payloadType", "signatures"));
        StrictJson.require(envelope, "payloadType", PAYLOAD_TYPE);
        JsonNode signatures = StrictJson.member(envelope, "signatures", JsonNodeType.ARRAY);
        if (signatures.size() != 1 || !signatures.get(0).isObject()) {
            throw new SignatureFault("it does not hold one signature");
        }
        JsonNode signature = signatures.get(0);
        only(signature, Set.of("sig", "keyid"));
        SignatureBundle read =
                new SignatureBundle(method, StrictJson.bytes(envelope, "payload"), StrictJson.bytes(signature, "sig"));
        read.statement();
        return read;
    }

    private static Method method(JsonNode material) throws SignatureFault {
        JsonNode key = material.get("publicKey");
        if (key != null) {
            boolean named = key.path("hint").isTextual() || key.path("rawBytes").isTextual();
            if (!named || material.has("certificate") || material.has("x509CertificateChain")) {
                throw new SignatureFault("its publicKey has neither hint nor rawBytes, or does not stand alone");
            }
            return Method.KEY;
        }
        if (!material.path("x509CertificateChain").path("certificates").isEmpty()) {
            return Method.CERTIFICATE;
        }
        if (material.path("certificate").path("rawBytes").isTextual()
                && !material.path("tlogEntries").isEmpty()) {
            return Method.SIGSTORE;
        }
        throw new SignatureFault("its verificationMaterial names no signer");
    }

    private static void only(JsonNode object, Set<String> names) throws SignatureFault {
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            if (!names.contains(each.next())) {
                throw new SignatureFault("it has members that a bundle does not have");
            }
        }
    }

    /** What was signed. */
    ModelStatement statement() throws SignatureFault {
        return ModelStatement.parse(payload);
    }

    /** The bytes that the signature is over: the envelope's type and payload with their lengths. */
    byte[] signed() {
        return signed(payload);
    }

    static byte[] signed(byte[] payload) {
        byte[] begin = ("DSSEv1 " + PAYLOAD_TYPE.length() + " " + PAYLOAD_TYPE + " " + payload.length + " ")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new byte[begin.length + payload.length];
        System.arraycopy(begin, 0, signed, 0, begin.length);
        System.arraycopy(payload, 0, signed, begin.length, payload.length);
        return signed;
    }

    /**
     * A bundle of the method with a key.
     *
     * @param hint which key
     */
    static byte[] write(byte[] payload, byte[] signature, String hint) {
        ObjectNode bundle = StrictJson.MAPPER.createObjectNode();
        bundle.put("mediaType", MEDIA_TYPE + ".v0.3+json");
        bundle.putObject("verificationMaterial").putObject("publicKey").put("hint", hint);
        ObjectNode envelope = bundle.putObject("dsseEnvelope");
        envelope.put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.put("payloadType", PAYLOAD_TYPE);
        ArrayNode signatures = envelope.putArray("signatures");
        signatures.addObject().put("sig", Base64.getEncoder().encodeToString(signature));
        try {
            return StrictJson.MAPPER.writeValueAsBytes(bundle);
        } catch (IOException e) {
            throw new IllegalStateException("texts are JSON", e);
        }
    }
}

package io.connectmojo.model.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a signer states: these files belong to the model, with these digests. An in-toto statement with the predicate of Model
 * Signing.
 */
record ModelStatement(List<SignedFile> files) {
    /**
     * One file.
     *
     * @param sha256 64 hex digits
     */
    record SignedFile(String name, String sha256) {}

    private static final String TYPE = "https://in-toto.io/Statement/v1";
    private static final String PREDICATE_TYPE = "https://model_signing/signature/v1.0";
    private static final String SHA256 = "sha256";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    static ModelStatement parse(byte[] payload) throws SignatureFault {
        JsonNode statement = StrictJson.object(payload, "its payload");
        StrictJson.require(statement, "_type", TYPE);
        StrictJson.require(statement, "predicateType", PREDICATE_TYPE);
        JsonNode subjects = StrictJson.member(statement, "subject", JsonNodeType.ARRAY);
        JsonNode predicate = StrictJson.member(statement, "predicate", JsonNodeType.OBJECT);
        JsonNode serialization = StrictJson.member(predicate, "serialization", JsonNodeType.OBJECT);
        StrictJson.text(serialization, "method");
        StrictJson.text(serialization, "hash_type");
        if (subjects.size() != 1) {
            throw new SignatureFault("its payload does not have one subject");
        }
        List<SignedFile> files = new ArrayList<>();
        for (JsonNode resource : StrictJson.member(predicate, "resources", JsonNodeType.ARRAY)) {
            StrictJson.text(resource, "algorithm");
            files.add(new SignedFile(StrictJson.text(resource, "name"), StrictJson.text(resource, "digest")));
        }
        return new ModelStatement(List.copyOf(files));
    }

    /** Whether what {@link #parse} has read is about whole files by SHA-256, and its parts agree. */
    static void requireFiles(byte[] payload) throws SignatureFault {
        JsonNode statement = StrictJson.object(payload, "its payload");
        JsonNode predicate = statement.path("predicate");
        StrictJson.require(predicate.path("serialization"), "method", "files");
        StrictJson.require(predicate.path("serialization"), "hash_type", SHA256);
        MessageDigest root = sha256();
        for (JsonNode resource : predicate.path("resources")) {
            StrictJson.require(resource, "algorithm", SHA256);
            String digest = StrictJson.text(resource, "digest");
            if (!DIGEST.matcher(digest).matches()) {
                throw new SignatureFault("it names a digest that is no SHA-256");
            }
            root.update(HexFormat.of().parseHex(digest));
        }
        StrictJson.require(
                statement.path("subject").path(0).path("digest"),
                SHA256,
                HexFormat.of().formatHex(root.digest()));
    }

    /**
     * Whether the file of that digest is one of those that were signed; it may have been renamed since.
     *
     * @param sha256 64 lower-case hex digits
     */
    boolean covers(String sha256) {
        return files.stream().anyMatch(file -> file.sha256().equals(sha256));
    }

    /** The statement about one file, as bytes to sign. */
    static byte[] ofFile(String name, String sha256) {
        ObjectNode statement = StrictJson.MAPPER.createObjectNode();
        statement.put("_type", TYPE);
        ObjectNode subject = statement.putArray("subject").addObject();
        subject.put("name", name);
        byte[] root = sha256().digest(HexFormat.of().parseHex(sha256));
        subject.putObject("digest").put(SHA256, HexFormat.of().formatHex(root));
        statement.put("predicateType", PREDICATE_TYPE);
        ObjectNode predicate = statement.putObject("predicate");
        ObjectNode resource = predicate.putArray("resources").addObject();
        resource.put("name", name).put("digest", sha256).put("algorithm", SHA256);
        ObjectNode serialization = predicate.putObject("serialization");
        serialization.put("method", "files").put("hash_type", SHA256).put("allow_symlinks", false);
        try {
            return StrictJson.MAPPER.writeValueAsBytes(statement);
        } catch (IOException e) {
            throw new IllegalStateException("texts are JSON", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

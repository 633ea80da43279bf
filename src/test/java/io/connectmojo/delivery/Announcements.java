package io.connectmojo.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Announcements as the published format says, written without the code that is tested. */
final class Announcements {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Announcements() {}

    static ObjectNode of(String name, long version, byte[] zip, long first, long last) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", 1).put("name", name).put("version", version);
        node.put("sha256", sha256(zip)).put("size", zip.length).put("file", name + ".zip");
        node.putObject("data")
                .put("topic", "models-data")
                .put("partition", 0)
                .put("first", first)
                .put("last", last);
        return node.put("published", "2026-11-29T05:13:01Z");
    }

    static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

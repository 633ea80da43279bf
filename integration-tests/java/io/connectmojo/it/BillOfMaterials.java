package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A list of libraries in the format of CycloneDX. */
record BillOfMaterials(String name, String version, List<Component> components) {

    /** A library in it; {@code licences} are identifiers of SPDX, or names of those that have none. */
    record Component(String group, String name, String version, String sha256, List<String> licences) {
        String jar() {
            return name + "-" + version + ".jar";
        }

        /** The jar that the build took it from. */
        Path inRepository() {
            return Path.of(System.getProperty("maven.repository"))
                    .resolve(group.replace('.', '/'))
                    .resolve(name)
                    .resolve(version)
                    .resolve(jar());
        }
    }

    static void assumeMade() {
        assumeThat(System.getProperty("maven.mode", "").equals("offline=true"))
                .as("Maven is offline, and CycloneDX's plugin wants it online")
                .isFalse();
    }

    static BillOfMaterials of(String json) throws IOException {
        JsonNode bill = new ObjectMapper().readTree(json);
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("specVersion").asText()).isEqualTo("1.6");
        List<Component> components = new ArrayList<>();
        for (JsonNode component : bill.path("components")) {
            components.add(component(component));
        }
        JsonNode subject = bill.at("/metadata/component");
        return new BillOfMaterials(
                subject.path("name").asText(), subject.path("version").asText(), components);
    }

    private static Component component(JsonNode component) {
        assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
        List<String> licences = new ArrayList<>();
        for (JsonNode entry : component.path("licenses")) {
            JsonNode licence = entry.path("license");
            licences.add(
                    licence.has("id")
                            ? licence.path("id").asText()
                            : licence.path("name").asText());
        }
        return new Component(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText(),
                digestIn(component),
                licences);
    }

    private static String digestIn(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        throw new IllegalStateException(component + " has no SHA-256");
    }

    /** Digests by the names of the jars. */
    Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        components.forEach(component -> digests.put(component.jar(), component.sha256()));
        return digests;
    }

    static String sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    /** The files beside {@code file} hold its digests, as the programs {@code sha256sum} and {@code sha512sum} want them. */
    static void assertDigestsBeside(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (String algorithm : List.of("SHA-256", "SHA-512")) {
            String ending = "." + algorithm.replace("-", "").toLowerCase(Locale.ROOT);
            assertThat(Files.readString(Path.of(file + ending)).strip())
                    .as(file + ending)
                    .isEqualTo(digest(algorithm, bytes) + "  " + file.getFileName());
        }
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

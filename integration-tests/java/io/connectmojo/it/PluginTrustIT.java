package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What somebody checks before the archive is installed: bill of materials, digests, licences, and the review of vulnerabilities. */
class PluginTrustIT {
    private static final String VERSION = System.getProperty("project.version");

    private final PluginZip zip = PluginZip.built();

    @Test
    void billOfMaterials_listsEveryLibraryWithItsDigest() throws Exception {
        assumeMade();
        JsonNode bill = new ObjectMapper().readTree(zip.text("doc/sbom.cdx.json"));
        assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.get("specVersion").asText()).isEqualTo("1.6");
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("kafka-connect-mojo");
        assertThat(bill.at("/metadata/component/version").asText()).isEqualTo(VERSION);
        Map<String, String> listed = new TreeMap<>();
        for (JsonNode component : bill.get("components")) {
            String name = component.get("name").asText() + "-"
                    + component.get("version").asText() + ".jar";
            listed.put(name, digestIn(component));
            assertThat(component.get("purl").asText()).startsWith("pkg:maven/");
            assertThat(component.at("/licenses/0/license/id").asText()).as(name).isEqualTo("Apache-2.0");
        }
        Map<String, String> bundled = new TreeMap<>();
        for (String name : libraries()) {
            bundled.put(name.substring("lib/".length()), sha256(zip.bytes(name)));
        }
        assertThat(listed).isEqualTo(bundled);
    }

    private static void assumeMade() {
        assumeThat(System.getProperty("maven.mode", "").equals("offline=true"))
                .as("Maven is offline, and CycloneDX's plugin wants it online")
                .isFalse();
    }

    private static String digestIn(JsonNode component) {
        for (JsonNode hash : component.get("hashes")) {
            if (hash.get("alg").asText().equals("SHA-256")) {
                return hash.get("content").asText();
            }
        }
        throw new IllegalStateException(component + " has no SHA-256");
    }

    /** Of other people. */
    private List<String> libraries() throws IOException {
        return zip.files().stream()
                .filter(name -> name.startsWith("lib/") && !name.contains("kafka-connect-mojo"))
                .toList();
    }

    @Test
    void billOfMaterials_liesBesideTheArchiveToo() throws Exception {
        assumeMade();
        Path beside = beside(".cdx.json");
        assertThat(Files.readString(beside)).isEqualTo(zip.text("doc/sbom.cdx.json"));
    }

    private Path beside(String ending) {
        String name = zip.file().getFileName().toString();
        return zip.file().resolveSibling(name.replace(".zip", ending));
    }

    @Test
    void digests_areThoseOfTheArchive() throws Exception {
        byte[] archive = Files.readAllBytes(zip.file());
        for (String algorithm : List.of("SHA-256", "SHA-512")) {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(archive));
            Path file = beside(".zip." + algorithm.replace("-", "").toLowerCase(Locale.ROOT));
            assertThat(Files.readString(file).strip())
                    .as(file.toString())
                    .isEqualTo(digest + "  " + zip.file().getFileName());
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** The text of Apache-2.0 is there once; everything else that a library says of its licence is there as it says it. */
    @Test
    void licences_areThoseOfTheLibraries() throws Exception {
        String apache = withoutMargins(zip.text("doc/LICENSE"));
        int others = 0;
        for (String library : libraries()) {
            String artifact = library.substring("lib/".length(), library.lastIndexOf('-'));
            for (Map.Entry<String, String> file : legalFiles(library).entrySet()) {
                if (withoutMargins(file.getValue()).equals(apache)) {
                    continue;
                }
                others++;
                assertThat(zip.text("doc/licences/" + artifact + "/" + file.getKey()))
                        .as("%s of %s", file.getKey(), library)
                        .isEqualTo(file.getValue());
            }
        }
        assertThat(others).isGreaterThan(3);
    }

    private Map<String, String> legalFiles(String library) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream jar = new ZipInputStream(new ByteArrayInputStream(zip.bytes(library)))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().matches("(META-INF/)?[\\w.-]*(?i:licen[cs]e|notice)[\\w.-]*")) {
                    files.put(entry.getName(), new String(jar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    private static String withoutMargins(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (a, b) -> a + "\n" + b);
    }

    @Test
    void reviewOfVulnerabilities_isOfTheseLibraries() throws Exception {
        List<String> reviewed = Files.readAllLines(Path.of("docs/vulnerabilities.md")).stream()
                .filter(line -> line.matches("\\| [a-z0-9-]+ \\| [0-9.]+ \\|.*"))
                .map(line -> line.split(" \\| ")[0].substring(2) + "-" + line.split(" \\| ")[1] + ".jar")
                .toList();
        assertThat(reviewed)
                .as("a library or a version has changed: review it, and write the day of the review")
                .containsExactlyInAnyOrderElementsOf(libraries().stream()
                        .map(name -> name.substring("lib/".length()))
                        .toList());
    }
}

package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        BillOfMaterials.assumeMade();
        BillOfMaterials bill = BillOfMaterials.of(zip.text("doc/sbom.cdx.json"));
        assertThat(bill.name()).isEqualTo("kafka-connect-mojo");
        assertThat(bill.version()).isEqualTo(VERSION);
        assertThat(bill.components())
                .allSatisfy(component -> assertThat(component.licences()).startsWith("Apache-2.0"));
        Map<String, String> bundled = new TreeMap<>();
        for (String name : libraries()) {
            bundled.put(name.substring("lib/".length()), BillOfMaterials.sha256(zip.bytes(name)));
        }
        assertThat(bill.digests()).isEqualTo(bundled);
    }

    /** Of other people. */
    private List<String> libraries() throws IOException {
        return zip.files().stream()
                .filter(name -> name.startsWith("lib/") && !name.contains("kafka-connect-mojo"))
                .toList();
    }

    @Test
    void billOfMaterials_liesBesideTheArchiveToo() throws Exception {
        BillOfMaterials.assumeMade();
        String name = zip.file().getFileName().toString();
        Path beside = zip.file().resolveSibling(name.replace(".zip", ".cdx.json"));
        assertThat(Files.readString(beside)).isEqualTo(zip.text("doc/sbom.cdx.json"));
    }

    @Test
    void digests_areThoseOfTheArchive() throws Exception {
        BillOfMaterials.assertDigestsBeside(zip.file());
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

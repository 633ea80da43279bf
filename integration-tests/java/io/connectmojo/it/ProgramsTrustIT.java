package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.it.BillOfMaterials.Component;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What somebody checks before the command and the companion are installed: bills of materials, digests and licences. */
class ProgramsTrustIT {
    private static final String VERSION = System.getProperty("project.version");
    private static final Path COMMAND = Path.of(System.getProperty("cli.jar"));
    private static final Path PLUGIN = Path.of(System.getProperty("cli.jar").replace("-cli.jar", ".jar"));
    private static final Path COMPANION = Path.of(System.getProperty("outcomes.zip"));
    private static final String BILL = "META-INF/sbom/sbom.cdx.json";

    /** What the build writes into the command's jar itself, or joins from the files of several libraries. */
    private static final String MADE =
            "META-INF/(MANIFEST\\.MF|LICENSE|NOTICE|THIRD-PARTY\\.txt|sbom/.*|services/.*)|io/connectmojo/.*";

    @Test
    void billOfTheCommand_listsTheJarsThatItIsMadeOf() throws Exception {
        BillOfMaterials.assumeMade();
        BillOfMaterials bill = BillOfMaterials.of(textIn(COMMAND, BILL));
        assertThat(bill.name()).isEqualTo("kafka-connect-mojo-cli");
        assertThat(bill.version()).isEqualTo(VERSION);
        Map<String, Set<String>> sources = new HashMap<>();
        for (Component component : bill.components()) {
            assertThat(BillOfMaterials.sha256(Files.readAllBytes(component.inRepository())))
                    .as(component.jar())
                    .isEqualTo(component.sha256());
            for (String file : filesOf(component.inRepository())) {
                sources.computeIfAbsent(file, key -> new HashSet<>()).add(component.jar());
            }
        }
        Set<String> own = filesOf(PLUGIN);
        Set<String> used = new TreeSet<>();
        List<String> fromElsewhere = new ArrayList<>();
        for (String file : filesOf(COMMAND)) {
            if (file.matches("(" + MADE + ") .*") || own.contains(file)) {
                continue;
            }
            Set<String> jars = sources.getOrDefault(file, Set.of());
            used.addAll(jars);
            if (jars.isEmpty()) {
                fromElsewhere.add(file);
            }
        }
        assertThat(fromElsewhere).as("files of no library that the bill lists").isEmpty();
        assertThat(used).isEqualTo(bill.digests().keySet());
        assertThat(used.size()).isGreaterThan(15);
    }

    @Test
    void billOfTheCompanion_listsTheJarsOfItsFolder() throws Exception {
        BillOfMaterials.assumeMade();
        PluginZip zip = new PluginZip(COMPANION);
        BillOfMaterials bill = BillOfMaterials.of(zip.text("doc/sbom.cdx.json"));
        assertThat(bill.name()).isEqualTo("kafka-connect-mojo-outcomes");
        assertThat(bill.version()).isEqualTo(VERSION);
        Map<String, String> bundled = new TreeMap<>();
        for (String name : zip.files()) {
            if (name.startsWith("lib/")) {
                bundled.put(name.substring("lib/".length()), BillOfMaterials.sha256(zip.bytes(name)));
            }
        }
        Map<String, String> listed = bill.digests();
        String command = COMMAND.getFileName().toString();
        String digest = listed.remove(command.replace("-" + VERSION + "-cli", "-cli-" + VERSION));
        assertThat(digest).as("the command's jar").isNotNull();
        listed.put(command, digest);
        assertThat(listed).isEqualTo(bundled);
    }

    @Test
    void licences_areListedForEachLibrary() throws Exception {
        BillOfMaterials.assumeMade();
        assertLicences(BillOfMaterials.of(textIn(COMMAND, BILL)), textIn(COMMAND, "META-INF/THIRD-PARTY.txt"));
        PluginZip zip = new PluginZip(COMPANION);
        assertLicences(BillOfMaterials.of(zip.text("doc/sbom.cdx.json")), zip.text("doc/THIRD-PARTY.txt"));
    }

    /** Each library has a licence that we know, and the list for people says the same. */
    private static void assertLicences(BillOfMaterials bill, String list) {
        Set<String> lines = list.lines()
                .filter(line -> line.contains(" - http"))
                .map(String::strip)
                .collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        for (Component component : bill.components()) {
            if (component.group().equals("io.connectmojo")) {
                continue;
            }
            assertThat(component.licences()).as(component.jar()).isNotEmpty();
            String licence = component.licences().get(0);
            assertThat(licence).as(component.jar()).isIn("Apache-2.0", "BSD-2-Clause", "MIT");
            String coordinates = "(" + component.group() + ":" + component.name() + ":" + component.version() + " ";
            named.addAll(lines.stream()
                    .filter(line -> line.startsWith("(" + licence + ")") && line.contains(coordinates))
                    .toList());
        }
        assertThat(named).isEqualTo(new TreeSet<>(lines));
        assertThat(bill.components().stream().filter(each -> !each.group().equals("io.connectmojo")))
                .hasSize(named.size());
    }

    @Test
    void billsAndDigestsLieBesideTheFiles() throws Exception {
        BillOfMaterials.assertDigestsBeside(COMMAND);
        BillOfMaterials.assertDigestsBeside(COMPANION);
        BillOfMaterials.assumeMade();
        assertThat(Files.readString(Path.of(COMMAND.toString().replace(".jar", ".cdx.json"))))
                .isEqualTo(textIn(COMMAND, BILL));
        assertThat(Files.readString(Path.of(COMPANION.toString().replace(".zip", ".cdx.json"))))
                .isEqualTo(new PluginZip(COMPANION).text("doc/sbom.cdx.json"));
    }

    private static String textIn(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new String(file.getInputStream(file.getJarEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Names of all files in a jar, each with its checksum. */
    private static Set<String> filesOf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Set<String> names = new HashSet<>();
            for (JarEntry entry : Collections.list(file.entries())) {
                if (!entry.isDirectory()) {
                    names.add(entry.getName() + " " + Long.toHexString(entry.getCrc()));
                }
            }
            return names;
        }
    }
}

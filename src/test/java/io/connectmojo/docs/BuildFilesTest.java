package io.connectmojo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The builds of the command and of the companion stand for themselves; what they share with the main build must be the same. The group
 * is no property: Maven warns of one there, and a published POM must not have it.
 */
class BuildFilesTest {
    private static final Path MAIN = Path.of("pom.xml");

    @ParameterizedTest
    @ValueSource(strings = {"cli/pom.xml", "outcomes/pom.xml"})
    void groupVersionsDate_areThoseOfTheMainBuild(String file) throws Exception {
        Element main = project(MAIN);
        Element other = project(Path.of(file));
        assertThat(text(main, "groupId")).matches("[a-z0-9]+(\\.[a-z0-9]+)+");
        assertThat(text(other, "groupId")).as("groupId of " + file).isEqualTo(text(main, "groupId"));
        assertThat(text(other, "version")).as("version of " + file).isEqualTo(text(main, "version"));
        Map<String, String> shared = properties(other);
        shared.keySet().retainAll(properties(main).keySet());
        assertThat(shared).containsKeys("kafka.version", "jackson.version", "project.build.outputTimestamp");
        Map<String, String> expected = properties(main);
        expected.keySet().retainAll(shared.keySet());
        assertThat(shared).as("properties of " + file).isEqualTo(expected);
    }

    @Test
    void ownArtefacts_areNamedByTheGroupOfTheirBuild() throws Exception {
        String group = text(project(MAIN), "groupId");
        for (String file : List.of("pom.xml", "cli/pom.xml", "outcomes/pom.xml")) {
            NodeList groups = project(Path.of(file)).getElementsByTagName("groupId");
            int literal = 0;
            for (int i = 0; i < groups.getLength(); i++) {
                literal += groups.item(i).getTextContent().equals(group) ? 1 : 0;
            }
            assertThat(literal).as("places in %s that say %s", file, group).isEqualTo(1);
        }
    }

    private static Element project(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    private static Map<String, String> properties(Element project) {
        Map<String, String> values = new TreeMap<>();
        for (Node node = child(project, "properties").getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element property) {
                values.put(property.getTagName(), property.getTextContent());
            }
        }
        // a date that the main build derives from the release's
        values.computeIfPresent(
                "project.build.outputTimestamp",
                (name, value) -> value.replace("${release.date}", values.getOrDefault("release.date", "")));
        return values;
    }

    private static String text(Element project, String name) {
        return child(project, name).getTextContent();
    }

    private static Element child(Element project, String name) {
        for (Node node = project.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        throw new AssertionError("no <" + name + ">");
    }
}

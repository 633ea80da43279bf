package io.connectmojo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.connectmojo.config.SettingsDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The files for Strimzi fit the page, each other, and the transform's settings. No Kubernetes is here that would read them. */
class DeployFilesTest {
    private static final String PREFIX = "transforms.score.";

    private static List<JsonNode> documents() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        return yaml.readValues(
                        new YAMLFactory().createParser(Files.readString(Path.of("deploy/strimzi-build.yaml"))),
                        JsonNode.class)
                .readAll(new ArrayList<>());
    }

    @Test
    void blocksOfThePage_areInTheFile() throws IOException {
        JsonNode spec = documents().get(0).get("spec");
        List<PageItem> blocks = PageRunner.STRIMZI.items();
        assertThat(blocks).hasSize(2);
        for (PageItem block : blocks) {
            assertPartOf(spec, new YAMLMapper().readTree(block.text()), block.toString());
        }
    }

    private static void assertPartOf(JsonNode whole, JsonNode part, String where) {
        if (part.isObject()) {
            for (Map.Entry<String, JsonNode> member : part.properties()) {
                String name = where + " / " + member.getKey();
                assertThat(whole.has(member.getKey())).as(name).isTrue();
                assertPartOf(whole.get(member.getKey()), member.getValue(), name);
            }
        } else if (part.isArray()) {
            assertThat(whole).as(where).hasSameSizeAs(part);
            for (int i = 0; i < part.size(); i++) {
                assertPartOf(whole.get(i), part.get(i), where + "[" + i + "]");
            }
        } else {
            assertThat(whole).as(where).isEqualTo(part);
        }
    }

    @Test
    void connector_belongsToTheWorkersWithTheModelThatIsMounted() throws IOException {
        List<JsonNode> documents = documents();
        assertThat(documents)
                .extracting(document -> document.get("kind").asText())
                .containsExactly("KafkaConnect", "KafkaConnector");
        JsonNode workers = documents.get(0);
        JsonNode connector = documents.get(1);
        assertThat(connector.get("metadata").get("labels").get("strimzi.io/cluster"))
                .isEqualTo(workers.at("/metadata/name"));
        JsonNode mount = workers.at("/spec/template/connectContainer/volumeMounts/0");
        JsonNode volume = workers.at("/spec/template/pod/volumes/0");
        assertThat(mount.get("name")).isEqualTo(volume.get("name"));
        String model = connector.at("/spec/config").get(PREFIX + "model.path").asText();
        assertThat(model).startsWith(mount.get("mountPath").asText() + "/");
        JsonNode allowed = workers.at("/spec/template/connectContainer/env/0");
        assertThat(allowed.get("name").asText()).isEqualTo("CONNECTMOJO_MODEL_PATHS");
        assertThat(model).startsWith(allowed.get("value").asText() + "/");
        // the image of the model has what the connector asks for
        String file = Path.of(model).getFileName().toString();
        assertThat(file).matches("model\\..*");
        assertThat(Files.readString(Path.of("deploy/model.Dockerfile"))).contains("COPY model.* /");
    }

    @Test
    void connectorsSettings_areThoseOfTheTransform() throws IOException {
        JsonNode config = documents().get(1).at("/spec/config");
        int checked = 0;
        for (Map.Entry<String, JsonNode> setting : config.properties()) {
            String name = setting.getKey();
            if (name.equals(PREFIX + "type")) {
                assertThat(setting.getValue().asText()).isEqualTo("io.connectmojo.MojoScorer$Value");
            } else if (name.startsWith(PREFIX)) {
                assertThat(SettingsDefinition.DEFINITION.configKeys()).containsKey(name.substring(PREFIX.length()));
                checked++;
            }
        }
        assertThat(checked).isPositive();
    }
}

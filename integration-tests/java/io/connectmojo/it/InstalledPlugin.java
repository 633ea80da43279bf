package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.MojoScorer;
import java.util.ArrayList;
import java.util.List;

/** The plugin as a worker shows it through its REST interface. */
record InstalledPlugin(ConnectRest rest) {
    private static final String VALUE = "io.connectmojo.MojoScorer$Value";
    private static final String KEY = "io.connectmojo.MojoScorer$Key";

    void assertListedWithItsVersion() {
        String version = " " + System.getProperty("project.version");
        assertThat(rest.plugins())
                .filteredOn(plugin -> plugin.startsWith("io.connectmojo."))
                .containsExactlyInAnyOrder(KEY + version, VALUE + version);
    }

    void assertShowsEverySetting() {
        List<String> names = new ArrayList<>();
        for (JsonNode setting : rest.get("/connector-plugins/" + VALUE + "/config")) {
            names.add(setting.get("name").asText());
            assertThat(setting.get("documentation").asText())
                    .as(names.toString())
                    .isNotBlank();
        }
        try (MojoScorer.Value<?> transform = new MojoScorer.Value<>()) {
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(transform.config().names());
        }
    }

    /** A right configuration has no problem, a wrong one is answered with our own text, before any connector is made. */
    void assertChecks(ConnectorConfig right) {
        String type = right.config().get("connector.class");
        assertThat(rest.problems(type, right.with("name", right.name()).config()))
                .isEmpty();
        String key = "transforms.score.output.type";
        assertThat(rest.problems(
                        type,
                        right.with("name", right.name()).with(key, "int33").config()))
                .singleElement()
                .asString()
                .startsWith(key)
                .contains("MOJO-C004");
    }
}

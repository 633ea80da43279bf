package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.FieldMatches;
import io.connectmojo.MojoScorer;
import java.util.ArrayList;
import java.util.List;

/** The plugin as a worker shows it through its REST interface. */
record InstalledPlugin(ConnectRest rest) {
    private static final String VALUE = "io.connectmojo.MojoScorer$Value";
    private static final String KEY = "io.connectmojo.MojoScorer$Key";
    private static final String PREDICATE_OF_VALUE = "io.connectmojo.FieldMatches$Value";
    private static final String PREDICATE_OF_KEY = "io.connectmojo.FieldMatches$Key";

    void assertListedWithItsVersion() {
        String version = " " + System.getProperty("project.version");
        assertThat(rest.plugins())
                .filteredOn(plugin -> plugin.startsWith("io.connectmojo."))
                .containsExactlyInAnyOrder(
                        KEY + version, VALUE + version, PREDICATE_OF_KEY + version, PREDICATE_OF_VALUE + version);
    }

    void assertShowsEverySetting() {
        assertThat(settings(VALUE)).containsExactlyInAnyOrderElementsOf(MojoScorer.CONFIG_DEF.names());
        assertThat(settings(PREDICATE_OF_VALUE)).containsExactlyInAnyOrderElementsOf(FieldMatches.CONFIG_DEF.names());
    }

    private List<String> settings(String plugin) {
        List<String> names = new ArrayList<>();
        for (JsonNode setting : rest.get("/connector-plugins/" + plugin + "/config")) {
            names.add(setting.get("name").asText());
            assertThat(setting.get("documentation").asText())
                    .as(names.toString())
                    .isNotBlank();
        }
        return names;
    }

    /** A right configuration has no problem, a wrong one is answered with our own text, before any connector is made. */
    void assertChecks(ConnectorConfig right) {
        String type = right.config().get("connector.class");
        assertThat(rest.problems(type, right.with("name", right.name()).config()))
                .isEmpty();
        for (String key : List.of("transforms.score.output.type", "predicates.scored.min")) {
            assertThat(rest.problems(
                            type,
                            right.with("name", right.name()).with(key, "int33").config()))
                    .singleElement()
                    .asString()
                    .startsWith(key)
                    .contains("MOJO-C004");
        }
    }
}

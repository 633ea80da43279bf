package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedCluster.class)
class WrongConfigIT {
    private static final String TYPE = "org.apache.kafka.connect.file.FileStreamSourceConnector";
    private static final Path MODEL = ModelCase.of("iris").model();

    private final ConnectorConfig right =
            ConnectorConfig.fileSource(Path.of("/nowhere/in.jsonl"), "t").scoring(MODEL);

    @Test
    void aRightConfigurationHasNoProblem(ConnectCluster cluster) {
        assertThat(cluster.rest().problems(TYPE, right.with("name", "a").config()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model.path           | models/iris.zip    | MOJO-C003 | absolute",
                "output.type          | int33              | MOJO-C004 | int32",
                "input.format         | xml                | MOJO-C004 | delimited",
                "input.fields         | sepal_length       | MOJO-C005 | column:path",
                "output.include       | probability        | MOJO-C005 | probabilities",
            })
    void wrongValue_isRefusedWithKeyCodeFix(String key, String value, String code, String fix, ConnectCluster cluster) {
        List<String> problems = cluster.rest()
                .problems(
                        TYPE,
                        right.with("name", "a")
                                .with("transforms.score." + key, value)
                                .config());
        assertThat(problems)
                .filteredOn(problem -> problem.startsWith("transforms.score." + key + ": "))
                .singleElement()
                .asString()
                .contains(code, key, "Fix: ", fix);
    }

    @Test
    void aConnectorWithAWrongValueIsNotEvenCreated(ConnectCluster cluster) {
        ConnectorConfig wrong = right.with("transforms.score.on.error", "ignore");
        assertThatThrownBy(() -> wrong.createOn(cluster.rest()))
                .hasMessageContaining("400")
                .hasMessageContaining("MOJO-C004")
                .hasMessageContaining("on.error");
        assertThat(cluster.rest().connectors()).doesNotContain(wrong.name());
    }
}

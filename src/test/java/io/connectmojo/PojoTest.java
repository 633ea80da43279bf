package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.model.library.ModelHandle;
import io.connectmojo.model.library.ModelLibrary;
import io.connectmojo.model.library.ModelRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java sources that H2O's trainer wrote, compiled by the build, against what the cluster answered. */
class PojoTest {
    private static final Path CLASSES = Path.of("target", "pojo-classes");

    static Stream<ModelFolder> folders() {
        return ModelFolder.inRepository().stream().filter(folder -> folder.has(folder.name() + ".java"));
    }

    @Test
    void theSourcesThatAreScored_areSeveral() {
        assertThat(folders()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void eachRow_isPredictedAsByTheCluster(ModelFolder folder) {
        CsvFile input = folder.input();
        CsvFile expected = folder.csv("expected.csv");
        boolean classes = folder.about().hasNonNull("response_domain");
        try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
            scorer.configure(config(folder, classes));
            for (int row = 0; row < input.rows().size(); row++) {
                Map<String, Object> record = new LinkedHashMap<>();
                for (String column : input.header()) {
                    record.put(column, input.cell(row, column));
                }
                Map<?, ?> scored = (Map<?, ?>) scorer.apply(new SinkRecord("t", 0, null, null, null, record, 0))
                        .value();
                if (classes) {
                    assertThat(scored.get("prediction"))
                            .as("row %d", row)
                            .isEqualTo(expected.rows().get(row).get(0));
                    for (int k = 1; k < expected.header().size(); k++) {
                        String name = "prediction_p_" + expected.header().get(k);
                        assertThat(scored.get(name)).as("row %d, %s", row, name).isEqualTo(expected.number(row, k));
                    }
                } else {
                    assertThat(scored.get("prediction")).as("row %d", row).isEqualTo(expected.number(row, 0));
                }
            }
        }
    }

    private static Map<String, String> config(ModelFolder folder, boolean classes) {
        Map<String, String> config = new HashMap<>();
        config.put("model.class", folder.name());
        config.put("output.include", classes ? "probabilities" : "");
        return config;
    }

    /** {@code cat $(ls *.class | LC_ALL=C sort) | sha256sum} in a folder of the one model. */
    @ParameterizedTest
    @MethodSource("folders")
    void theDigest_isThatOfAllClassFilesByName(ModelFolder folder) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<Path> files = classFiles(folder.name());
        assertThat(files).hasSizeGreaterThan(5);
        for (Path file : files) {
            digest.update(Files.readAllBytes(file));
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        try (ModelHandle handle = ModelLibrary.open(ModelRequest.of(ModelFeeds.ofClass(folder.name())))) {
            Model model = handle.current();
            assertThat(model.digest()).isEqualTo(sha256);
        }
    }

    private static List<Path> classFiles(String model) throws IOException {
        try (Stream<Path> files = Files.list(CLASSES)) {
            return files.filter(file -> file.getFileName().toString().contains(model))
                    .sorted()
                    .toList();
        }
    }
}

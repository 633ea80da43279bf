package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.ChildJvm;
import io.connectmojo.model.load.ModelLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good model and good records leave no line in a worker's log from WARN up, from whatever library, and no file. */
class QuietModelsTest {
    private static final String SCORED = "scored ";

    /** Models that the plugin refuses, or whose records it refuses. */
    private static final Set<String> REFUSED = Set.of(
            "dl_offset",
            "dl_offset_3_18_0_11",
            "gam_thinplate_ispline_mspline",
            "gam_offset_binomial",
            "gam_offset_gaussian",
            "gam_offset_poisson",
            "xgb_encoding_labelencoder");

    @TempDir
    static Path temp;

    private static String output;

    /** Java's flight recorder writes down what is written to. */
    @BeforeAll
    static void load() throws Exception {
        List<String> options = List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.hex=warn",
                "-Djava.io.tmpdir=" + Files.createDirectory(temp.resolve("tmp")),
                "-Duser.home=" + Files.createDirectory(temp.resolve("home")),
                "-XX:FlightRecorderOptions=repository=" + temp.resolve("jfr"));
        output = ChildJvm.run(List.of(), options, Worker.class, temp.toString());
    }

    @Test
    void everyGoodModel_isLoadedWithoutAWarningOfAnybody() {
        List<String> lines = output.lines()
                .filter(line ->
                        !line.contains(" values are levels that training did not see")) // the records, not the model
                .toList();
        assertThat(lines).as("what is neither WARN nor ERROR is not printed").hasSize(1);
        assertThat(lines.get(0)).startsWith(SCORED);
        assertThat(Integer.parseInt(lines.get(0).substring(SCORED.length()))).isGreaterThan(200);
    }

    @Test
    void everyGoodModel_isLoadedWithoutWritingAFile() throws Exception {
        Set<String> written = new TreeSet<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(temp.resolve("child.jfr"))) {
            // standard output has no path
            if (event.getEventType().getName().equals("jdk.FileWrite") && event.getString("path") != null) {
                written.add(event.getString("path"));
            }
        }
        assertThat(written)
                .as("the file that the child itself writes at its end is seen, and no other")
                .containsExactly(temp.resolve("last").toString());
        assertThat(temp.resolve("tmp")).isEmptyDirectory();
        assertThat(temp.resolve("home")).isEmptyDirectory();
    }

    /** Loads and scores in a process of its own, whose logging is set up as a worker's. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            try (Recording recording = new Recording()) {
                recording.enable("jdk.FileWrite").withoutThreshold();
                recording.start();
                int models = scoreAll();
                Files.writeString(folder.resolve("last"), SCORED);
                recording.dump(folder.resolve("child.jfr"));
                System.out.println(SCORED + models);
            }
        }

        private static int scoreAll() {
            int models = 0;
            for (ModelFolder folder : ModelFolder.inRepository()) {
                if (!REFUSED.contains(folder.name())) {
                    score(folder);
                    models++;
                }
            }
            return models;
        }

        private static void score(ModelFolder folder) {
            CsvFile input = folder.input();
            Set<Integer> soiled = new HashSet<>();
            JsonNode about = folder.about();
            about.path("na_rows").forEach(row -> soiled.add(row.asInt()));
            about.path("unknown_level_rows").forEach(row -> soiled.add(row.asInt()));
            String offset = folder.offsetColumn();
            for (int row = 0; !offset.isEmpty() && row < input.rows().size(); row++) {
                if (input.cell(row, offset) == null) {
                    soiled.add(row);
                }
            }
            List<String> columns = ModelLoader.load(folder.model()).columns().stream()
                    .map(ModelColumn::name)
                    .toList();
            try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
                scorer.configure(Map.of("model.path", folder.model().toString()));
                for (int row = 0; row < input.rows().size(); row++) {
                    if (!soiled.contains(row)) {
                        Map<String, Object> values = values(about, input, row);
                        // columns that XGBoost wants encoded already
                        columns.forEach(column -> values.putIfAbsent(column, "0"));
                        scorer.apply(new SinkRecord("t", 0, null, null, null, values, 0));
                    }
                }
            } catch (DataException e) {
                throw new IllegalStateException(folder.name(), e);
            }
        }

        private static Map<String, Object> values(JsonNode about, CsvFile input, int row) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (JsonNode column : about.get("columns")) {
                String name = column.get("name").asText();
                boolean time = column.get("type").asText().equals("Time");
                values.put(name, time ? (Object) Long.valueOf(input.cell(row, name)) : input.cell(row, name));
            }
            return values;
        }
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.load.ChildJvm;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.profile.Calibration;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log tells at start about a calibration: how far intervals reach, or that it has too few rows. */
class IntervalLogTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"8, 0.9, 9", "9, 0.9,", "18, 0.95, 19", "19, 0.95,"})
    void tooFewRows_areWarnedOfAtStart(int rows, String coverage, Integer least) throws Exception {
        Path model = Files.copy(Houses.MODEL.model(), folder.resolve("model.zip"));
        Profile profile = new Profile(
                ModelLoader.load(model).digest(),
                Optional.empty(),
                rows,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(Calibration.of(rows, rank -> rank)),
                Optional.empty());
        Files.writeString(folder.resolve("model.profile.json"), ProfileWriter.write(profile));
        String log = ChildJvm.run(
                List.of(),
                List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=info"),
                Start.class,
                model.toString(),
                coverage);
        if (least == null) {
            assertThat(log)
                    .contains("was calibrated on " + rows + " rows: at output.interval=" + coverage)
                    .doesNotContain("WARN");
        } else {
            assertThat(log.lines().filter(line -> line.contains("WARN")))
                    .singleElement()
                    .asString()
                    .contains("was calibrated on " + rows + " rows, and output.interval=" + coverage)
                    .contains("needs at least " + least);
        }
    }

    /** Starts and stops a transform. */
    static final class Start {
        private Start() {}

        public static void main(String[] arguments) {
            Map<String, String> config = new HashMap<>();
            config.put("model.path", arguments[0]);
            config.put("output.interval", arguments[1]);
            try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
                scorer.configure(config);
            }
        }
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.model.profile.GoldenRow;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model serves when it predicts on this worker what its profile says, and H2O's own wrapper has said. */
class GoldenRowsTest {
    @TempDir
    Path folder;

    private Path zip;
    private Path profile;

    @BeforeEach
    void putTheModelThere() throws Exception {
        zip = Files.copy(Houses.MODEL.model(), folder.resolve("houses.zip"));
        profile = folder.resolve("houses.profile.json");
    }

    private MojoScorer.Value<SinkRecord> scorer(String... settings) {
        Map<String, String> config = Houses.config(settings);
        config.put("model.path", zip.toString());
        config.put("output.include", "model");
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    private static SinkRecord house(MojoScorer.Value<SinkRecord> scorer) {
        return scorer.apply(Houses.record(Houses.SCHEMA, Houses.struct()));
    }

    private static String digest(MojoScorer.Value<SinkRecord> scorer) {
        String stamp = ((Struct) house(scorer).value()).getString("prediction_model");
        return stamp.substring(stamp.indexOf('@') + 1);
    }

    private static String digest(Path file) throws Exception {
        return MojoFile.sha256(Files.readAllBytes(file)).substring(0, 12);
    }

    /** The model with other numbers in leaves of that many trees: whole, well-formed, with the right checksums. */
    private Path mutated(int trees, float factor) throws Exception {
        EditedMojo edited = EditedMojo.of(Houses.MODEL.bytes());
        for (int tree = 0; tree < trees; tree++) {
            String entry = String.format(java.util.Locale.ROOT, "trees/t00_%03d.bin", tree);
            byte[] bytes = edited.entries().get(entry).clone();
            ByteBuffer leaf = ByteBuffer.wrap(bytes, bytes.length - 4, 4).order(ByteOrder.LITTLE_ENDIAN);
            float value = leaf.getFloat(bytes.length - 4);
            leaf.putFloat(bytes.length - 4, value * factor + 1);
            edited.put(entry, bytes);
        }
        return Files.write(folder.resolve("mutated-" + trees + "-" + factor + ".zip"), edited.zip());
    }

    private void replace(Path file, Path by) throws Exception {
        Path part = Files.copy(by, folder.resolve("part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "reference"})
    void modelOfItsGoldenRows_serves(String engine) throws Exception {
        GoldenProfile.write(profile, GoldenProfile.of(zip, zip, Houses.MODEL));
        try (MojoScorer.Value<SinkRecord> scorer = scorer("model.engine", engine)) {
            assertThat(((Struct) house(scorer).value()).getFloat64("prediction"))
                    .isEqualTo(Houses.price());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "reference"})
    void mutatedTree_isRefusedWithTheCount(String engine) throws Exception {
        Path mutated = mutated(60, 1);
        Profile told = GoldenProfile.of(mutated, zip, Houses.MODEL);
        replace(zip, mutated);
        GoldenProfile.write(profile, told);
        long differing = GoldenProfile.of(zip, mutated, Houses.MODEL).golden().stream()
                .filter(row -> !told.golden().contains(row))
                .count();
        assertThat(differing).isBetween(1L, 200L);
        assertThatThrownBy(() -> scorer("model.engine", engine))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("MOJO-M052")
                .hasMessageContaining(differing + " of 200 golden rows differ");
    }

    @Test
    void lastBitOfOneRow_isSeen() throws Exception {
        Profile whole = GoldenProfile.of(zip, zip, Houses.MODEL);
        List<GoldenRow> rows = new ArrayList<>(whole.golden());
        GoldenRow last = rows.remove(rows.size() - 1);
        double off = Math.nextUp(last.answer().numbers().get(0));
        rows.add(new GoldenRow(
                last.cells(), 0, new GoldenRow.Answer(last.answer().label(), List.of(off))));
        GoldenProfile.write(profile, withRows(whole, rows));
        assertThatThrownBy(this::scorer).hasMessageContaining("1 of 200 golden rows differ");
    }

    private static Profile withRows(Profile profile, List<GoldenRow> rows) {
        return new Profile(
                profile.modelSha256(),
                profile.created(),
                profile.rows(),
                profile.columns(),
                profile.prediction(),
                rows,
                profile.calibration(),
                profile.quality());
    }

    @Test
    void anotherModelUnderTheName_isRefused() throws Exception {
        GoldenProfile.write(profile, GoldenProfile.of(zip, zip, Houses.MODEL));
        replace(zip, mutated(1, 1));
        assertThatThrownBy(this::scorer).hasMessageStartingWith("MOJO-M051");
    }

    @Test
    void profileOfAnotherModel_isRefused() throws Exception {
        Files.copy(Path.of("models/iris/model.profile.json"), profile);
        assertThatThrownBy(this::scorer).hasMessageStartingWith("MOJO-M051");
        assertThat(digest(scorer("model.profile", "none"))).isEqualTo(digest(zip));
    }

    @Test
    void mutatedTreeAtReload_leavesTheOldModelServing() throws Exception {
        String old = digest(zip);
        Profile own = GoldenProfile.of(zip, zip, Houses.MODEL);
        GoldenProfile.write(profile, own);
        Path mutated = mutated(60, 1);
        try (MojoScorer.Value<SinkRecord> scorer =
                scorer("model.reload.interval.ms", "1000", "metrics.id", "golden-rows")) {
            assertThat(digest(scorer)).isEqualTo(old);
            GoldenProfile.write(profile, GoldenProfile.of(mutated, zip, Houses.MODEL));
            replace(zip, mutated);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                assertThat(digest(scorer)).isEqualTo(old);
                return new ShownMetrics("golden-rows").get("model-problem").equals("M052");
            });
            GoldenProfile.write(profile, GoldenProfile.of(mutated, mutated, Houses.MODEL));
            await().atMost(Duration.ofSeconds(20)).until(() -> !digest(scorer).equals(old));
            assertThat(digest(scorer)).isEqualTo(digest(mutated));
        }
    }

    @Test
    void shiftedModel_isRefusedAtReload() throws Exception {
        String old = digest(zip);
        Path near = mutated(1, 1.01f);
        Path far = mutated(60, 40);
        try (MojoScorer.Value<SinkRecord> scorer =
                scorer("model.reload.interval.ms", "1000", "model.max.shift", "0.1", "metrics.id", "shifted")) {
            assertThat(digest(scorer)).isEqualTo(old);
            GoldenProfile.write(profile, GoldenProfile.of(far, far, Houses.MODEL));
            replace(zip, far);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                assertThat(digest(scorer)).isEqualTo(old);
                return new ShownMetrics("shifted").get("model-problem").equals("M031");
            });
            GoldenProfile.write(profile, GoldenProfile.of(near, near, Houses.MODEL));
            replace(zip, near);
            await().atMost(Duration.ofSeconds(20)).until(() -> digest(scorer).equals(digest(near)));
        }
    }

    @Test
    void shiftedModelWithoutALimit_isTaken() throws Exception {
        Path far = mutated(60, 40);
        try (MojoScorer.Value<SinkRecord> scorer = scorer("model.reload.interval.ms", "1000")) {
            replace(zip, far);
            await().atMost(Duration.ofSeconds(20)).until(() -> digest(scorer).equals(digest(far)));
        }
    }

    @Test
    void modelOfSeveralNumbers_hasNoShift() {
        assertThatThrownBy(() -> {
                    Map<String, String> config = Houses.config("model.max.shift", "0.1");
                    config.put(
                            "model.path",
                            io.connectmojo.cases.ModelFolder.of("trained/pca")
                                    .model()
                                    .toString());
                    new MojoScorer.Value<SinkRecord>().configure(config);
                })
                .hasMessageStartingWith("MOJO-C")
                .hasMessageContaining("model.max.shift");
    }

    @Test
    void profile_changesNoPrediction() throws Exception {
        try (MojoScorer.Value<SinkRecord> without = scorer()) {
            SinkRecord bare = house(without);
            GoldenProfile.write(profile, GoldenProfile.of(zip, zip, Houses.MODEL));
            try (MojoScorer.Value<SinkRecord> with = scorer()) {
                assertThat(house(with).value()).isEqualTo(bare.value());
            }
        }
    }

    @Test
    void written_hasNoRecordValueInMessages() throws Exception {
        Files.writeString(
                profile,
                ProfileWriter.write(GoldenProfile.of(zip, zip, Houses.MODEL))
                        .replace("\"hardwood\"", "\"secret floor\""));
        assertThatThrownBy(this::scorer)
                .hasMessageStartingWith("MOJO-M052")
                .message()
                .doesNotContain("secret");
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import hex.genmodel.easy.RowData;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cases.Oracle;
import io.connectmojo.model.Model;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.score.compiled.Scorers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new file takes over under a running task, or is refused because the task's records or outputs would not fit. */
@Tag("long")
class ReloadTest {
    private static final ModelFolder GBM = ModelFolder.of("trained/gbm_regression");
    private static final ModelFolder DRF = ModelFolder.of("trained/drf_regression");

    @TempDir
    Path folder;

    @Test
    void recordsDuringReloads_nameTheirModelUnderOneSchema() throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(GBM)) {
            SinkRecord first = scorer.apply(loan());
            assertThat(value(first)).isEqualTo(expected(GBM));
            String before = stamp(first);
            replace(DRF);
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        SinkRecord scored = scorer.apply(loan());
                        boolean old = stamp(scored).equals(before);
                        assertThat(value(scored)).isEqualTo(expected(old ? GBM : DRF));
                        assertThat(scored.valueSchema()).isSameAs(first.valueSchema());
                        return !old;
                    });
        }
    }

    @Test
    void jsonRecord_nextModelReadsMembersThatTheLastOneDidNotNeed() throws Exception {
        Map<String, Object> both = Houses.map();
        Struct loan = (Struct) loan().value();
        loan.schema().fields().forEach(field -> both.put(field.name(), loan.get(field)));
        ObjectMapper json = new ObjectMapper();
        SinkRecord record = Houses.record(null, json.writeValueAsString(both));
        try (MojoScorer.Value<SinkRecord> scorer = scorer(GBM, "input.format", "json")) {
            String before = json.readTree((String) scorer.apply(record).value())
                    .get("prediction_model")
                    .asText();
            replace(Houses.MODEL);
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        JsonNode scored =
                                json.readTree((String) scorer.apply(record).value());
                        boolean old = scored.get("prediction_model").asText().equals(before);
                        assertThat(scored.get("prediction").asDouble()).isEqualTo(old ? expected(GBM) : Houses.price());
                        return !old;
                    });
        }
    }

    @Test
    void incompatibleModel_isRefusedWhileTheOldOneServes() throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(GBM)) {
            String before = stamp(scorer.apply(loan()));
            for (ModelFolder refused : new ModelFolder[] {
                ModelFolder.of("trained/gbm_binomial"),
                ModelFolder.of("house-prices"),
                ModelFolder.of("trained/kmeans_raw")
            }) {
                replace(refused);
                long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
                while (System.nanoTime() < end) {
                    assertThat(stamp(scorer.apply(loan()))).as(refused.name()).isEqualTo(before);
                    Thread.sleep(100);
                }
            }
            replace(DRF);
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !stamp(scorer.apply(loan())).equals(before));
            assertThat(value(scorer.apply(loan()))).isEqualTo(expected(DRF));
        }
    }

    @Test
    void folderOfVersions_highestThatFitsServes() throws Exception {
        version(1, GBM);
        try (MojoScorer.Value<SinkRecord> scorer = follow(folder.resolve("loans"))) {
            SinkRecord first = scorer.apply(loan());
            assertThat(value(first)).isEqualTo(expected(GBM));
            assertThat(stamp(first)).startsWith("loans@");
            version(2, DRF);
            awaitScore(scorer, expected(DRF));
            version(3, ModelFolder.of("trained/gbm_binomial"));
            Path two = folder.resolve("loans/2");
            Files.delete(two.resolve("model.zip"));
            awaitScore(scorer, expected(GBM));
        }
    }

    @Test
    void versionThatTheSettingsDoNotFit_isPassedOverAtStart() throws Exception {
        version(1, GBM);
        version(2, ModelFolder.of("trained/kmeans_raw"));
        try (MojoScorer.Value<SinkRecord> scorer =
                follow(folder.resolve("loans"), "output.include", "model,contributions")) {
            assertThat(value(scorer.apply(loan()))).isEqualTo(expected(GBM));
        }
    }

    private void version(int number, ModelFolder model) throws IOException {
        Path version = Files.createDirectories(folder.resolve("loans").resolve(Integer.toString(number)));
        Files.copy(model.model(), version.resolve("model.zip"));
    }

    private static void awaitScore(MojoScorer.Value<SinkRecord> scorer, double score) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> value(scorer.apply(loan())) == score);
    }

    @Test
    void newModel_isCompiledBeforeARecordMeetsIt() throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(GBM)) {
            SinkRecord loan = loan();
            String before = stamp(scorer.apply(loan));
            replace(neverLoaded(DRF));
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long[] bytes = new long[1];
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(50))
                    .pollInSameThread()
                    .until(() -> {
                        long start = threads.getCurrentThreadAllocatedBytes();
                        SinkRecord scored = scorer.apply(loan);
                        bytes[0] = threads.getCurrentThreadAllocatedBytes() - start;
                        return !stamp(scored).equals(before);
                    });
            Model fresh = ModelLoader.load(DRF.model());
            long start = threads.getCurrentThreadAllocatedBytes();
            Scorers.best(fresh, Set.of(), false);
            long selfCheck = threads.getCurrentThreadAllocatedBytes() - start;
            assertThat(bytes[0])
                    .as("bytes that the first record after the swap costs")
                    .isLessThan(selfCheck / 4);
        }
    }

    @Test
    void criterion_followsTheNewModelsOwnThreshold() throws Exception {
        ModelFolder first = ModelFolder.of("trained/gbm_binomial");
        ModelFolder second = ModelFolder.of("trained/drf_binomial");
        Map<String, Object> customer = new LinkedHashMap<>();
        first.input()
                .header()
                .forEach(column -> customer.put(column, first.input().cell(18, column)));
        SinkRecord record = Houses.record(null, customer);
        try (MojoScorer.Value<SinkRecord> scorer = scorer(first, "output.threshold", "max f2")) {
            Map<?, ?> before = (Map<?, ?>) scorer.apply(record).value();
            assertThat(before.get("prediction")).isEqualTo(label(first, customer));
            // of an old format without the table of criteria
            replace(ModelFolder.of("handmade/gbm_binomial_1_30"));
            long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
            while (System.nanoTime() < end) {
                assertThat(scorer.apply(record).value()).isEqualTo(before);
                Thread.sleep(100);
            }
            replace(second);
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !((Map<?, ?>) scorer.apply(record).value())
                            .get("prediction_model")
                            .equals(before.get("prediction_model")));
            assertThat(((Map<?, ?>) scorer.apply(record).value()).get("prediction"))
                    .isEqualTo(label(second, customer))
                    .isNotEqualTo(before.get("prediction"));
        }
    }

    /** By H2O's probability and the threshold of the model's own table. */
    private static String label(ModelFolder model, Map<String, Object> customer) throws Exception {
        RowData row = new RowData();
        row.putAll(customer);
        Map<?, ?> probabilities =
                (Map<?, ?>) new Oracle(model.model()).predict(row, 0).get("probabilities");
        double threshold = ModelLoader.load(model.model()).thresholds().get("max f2");
        return (Double) probabilities.get("yes") >= threshold ? "yes" : "no";
    }

    private MojoScorer.Value<SinkRecord> scorer(ModelFolder model, String... settings) throws IOException {
        replace(model);
        return follow(folder.resolve("model.zip"), settings);
    }

    private static MojoScorer.Value<SinkRecord> follow(Path path, String... settings) {
        Map<String, String> config = Houses.config(settings);
        config.put("model.path", path.toString());
        config.put("model.reload.interval.ms", "1000");
        config.putIfAbsent("output.include", "model");
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    /** The same model in a file of other bytes, which no test has brought into memory. */
    private Path neverLoaded(ModelFolder model) throws IOException {
        Path copy = folder.resolve("commented.zip");
        try (ZipFile in = new ZipFile(model.model().toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.getInputStream(entry).transferTo(out);
            }
            out.setComment("of " + System.nanoTime());
        }
        return copy;
    }

    private void replace(ModelFolder model) throws IOException {
        replace(model.model());
    }

    private void replace(Path model) throws IOException {
        Path copy = Files.copy(model, folder.resolve("next"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, folder.resolve("model.zip"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static double value(SinkRecord record) {
        return ((Struct) record.value()).getFloat64("prediction");
    }

    private static String stamp(SinkRecord record) {
        return ((Struct) record.value()).getString("prediction_model");
    }

    private static double expected(ModelFolder model) throws Exception {
        return (Double) new Oracle(model.model())
                .predict(Oracle.row(model.input(), cleanRow(GBM), ""), 0)
                .get("value");
    }

    /** Both folders hold the same loans, but for their gaps. */
    private static SinkRecord loan() {
        CsvFile input = GBM.input();
        Map<String, String> cells = new LinkedHashMap<>();
        input.header().forEach(column -> cells.put(column, input.cell(cleanRow(GBM), column)));
        SchemaBuilder builder = SchemaBuilder.struct();
        cells.keySet().forEach(column -> builder.field(column, Schema.OPTIONAL_STRING_SCHEMA));
        Struct struct = new Struct(builder.build());
        cells.forEach(struct::put);
        return Houses.record(struct.schema(), struct);
    }

    private static int cleanRow(ModelFolder folder) {
        CsvFile one = folder.input();
        CsvFile other = DRF.input();
        for (int row = 0; row < one.rows().size(); row++) {
            if (one.rows().get(row).equals(other.rows().get(row))) {
                return row;
            }
        }
        throw new AssertionError("no row without gaps in both");
    }
}

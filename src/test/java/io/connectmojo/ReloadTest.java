package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cases.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new file takes over under a running task, or is refused because the task's records or outputs would not fit. */
class ReloadTest {
    private static final ModelFolder GBM = ModelFolder.of("set/gbm-gaussian");
    private static final ModelFolder DRF = ModelFolder.of("set/drf-regression");

    @TempDir
    Path folder;

    @Test
    void everyRecordIsScoredByTheModelThatItNamesAndTheOutputSchemaStays() throws Exception {
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
    void whatWouldChangeTheOutputsOrNeedsOtherColumnsIsRefusedAndTheOldModelServes() throws Exception {
        try (MojoScorer.Value<SinkRecord> scorer = scorer(GBM)) {
            String before = stamp(scorer.apply(loan()));
            for (ModelFolder refused : new ModelFolder[] {
                ModelFolder.of("set/gbm-binomial"), ModelFolder.of("house-prices"), ModelFolder.of("set/kmeans-raw")
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

    private MojoScorer.Value<SinkRecord> scorer(ModelFolder model) throws IOException {
        replace(model);
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(Houses.config(
                "model.path", folder.resolve("model.zip").toString(),
                "model.reload.interval.ms", "1000",
                "output.include", "model"));
        return scorer;
    }

    private void replace(ModelFolder model) throws IOException {
        Path copy = Files.copy(model.model(), folder.resolve("next"), StandardCopyOption.REPLACE_EXISTING);
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

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.leaks.UsedHeap;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many tasks of a model with many columns take of a worker's heap. */
class TasksHeapTest {
    private static final int TASKS = 100;
    private static final int COLUMNS = 500;
    private static final int WINDOW = 200;
    private static final long MEGABYTE = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void hundredTasksOf500Columns_takeLessThan15Megabytes() throws IOException {
        assertHeap(Files.write(folder.resolve("wide.zip"), WideModels.linear(COLUMNS)), 15, 35);
    }

    /** With figures of drift for each task and column, and windows that have ended: nothing has moved. */
    @Test
    void hundredTasksWithAProfile_takeLessThan15Megabytes() throws IOException {
        Path model = Files.write(folder.resolve("wide.zip"), WideModels.linear(COLUMNS));
        Profile profile = WideModels.profile(model, COLUMNS);
        Files.writeString(folder.resolve("wide.profile.json"), ProfileWriter.write(profile));
        assertHeap(model, 15, 40);
    }

    private void assertHeap(Path model, int afterStart, int withRecords) {
        List<SinkRecord> records = records();
        List<MojoScorer.Value<SinkRecord>> tasks = new ArrayList<>();
        try {
            // the model, which all tasks share, and the classes
            Struct scored = (Struct) start(model, tasks).apply(records.get(0)).value();
            assertThat(scored.getFloat64("prediction")).isEqualTo(7.5);
            long before = UsedHeap.bytes();
            for (int i = 0; i < TASKS; i++) {
                start(model, tasks);
            }
            long started = UsedHeap.bytes() - before;
            tasks.forEach(task -> records.forEach(task::apply));
            long scoring = UsedHeap.bytes() - before;
            assertThat(started).as("bytes after start").isLessThan(afterStart * MEGABYTE);
            assertThat(scoring).as("bytes with the plan of a schema").isLessThan(withRecords * MEGABYTE);
        } finally {
            tasks.forEach(MojoScorer::close);
        }
    }

    private static MojoScorer.Value<SinkRecord> start(Path model, List<MojoScorer.Value<SinkRecord>> tasks) {
        MojoScorer.Value<SinkRecord> task = new MojoScorer.Value<>();
        tasks.add(task);
        task.configure(Map.of(
                "model.path",
                model.toString(),
                "metrics.id",
                "heap",
                "drift.window.records",
                Integer.toString(WINDOW)));
        return task;
    }

    /** As many as a window has, whose numbers are spread as the profile says: 0 to 19 in each column. */
    private static List<SinkRecord> records() {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (int i = 0; i < COLUMNS; i++) {
            builder.field("column_" + i, Schema.OPTIONAL_FLOAT64_SCHEMA);
        }
        Schema schema = builder.build();
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < WINDOW; i++) {
            Struct struct = new Struct(schema);
            double value = i % WideModels.BINS;
            schema.fields().forEach(field -> struct.put(field, value));
            records.add(Houses.record(schema, struct));
        }
        return records;
    }
}

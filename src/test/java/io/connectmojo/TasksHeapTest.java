package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final long MEGABYTE = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void hundredTasksOf500Columns_takeLessThan15Megabytes() throws IOException {
        Path model = Files.write(folder.resolve("wide.zip"), WideModels.linear(COLUMNS));
        SinkRecord record = record();
        List<MojoScorer.Value<SinkRecord>> tasks = new ArrayList<>();
        try {
            // the model, which all tasks share, and the classes
            assertThat(((Struct) start(model, tasks).apply(record).value()).getFloat64("prediction"))
                    .isEqualTo(7.5 + 2.0 * COLUMNS);
            long before = used();
            for (int i = 0; i < TASKS; i++) {
                start(model, tasks);
            }
            assertThat(used() - before).as("after start").isLessThan(15 * MEGABYTE);
            tasks.forEach(task -> task.apply(record));
            assertThat(used() - before).as("with the plan of a schema").isLessThan(35 * MEGABYTE);
        } finally {
            tasks.forEach(MojoScorer::close);
        }
    }

    private static MojoScorer.Value<SinkRecord> start(Path model, List<MojoScorer.Value<SinkRecord>> tasks) {
        MojoScorer.Value<SinkRecord> task = new MojoScorer.Value<>();
        tasks.add(task);
        task.configure(Map.of("model.path", model.toString(), "metrics.id", "heap"));
        return task;
    }

    private static SinkRecord record() {
        SchemaBuilder schema = SchemaBuilder.struct();
        for (int i = 0; i < COLUMNS; i++) {
            schema.field("column_" + i, Schema.OPTIONAL_FLOAT64_SCHEMA);
        }
        Struct struct = new Struct(schema.build());
        struct.schema().fields().forEach(field -> struct.put(field, 1.0));
        return Houses.record(struct.schema(), struct);
    }

    private static long used() {
        long last = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            System.gc();
            long now = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            if (now >= last) {
                return last;
            }
            last = now;
        }
        return last;
    }
}

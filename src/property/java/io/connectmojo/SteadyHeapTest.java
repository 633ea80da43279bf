package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.leaks.Footprint;
import io.connectmojo.leaks.Footprint.Allowance;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One transform that scores on and on: good records, ones that fail, levels and schemas that nobody has seen before, new models, and a
 * challenger in shadow. Its heap stays as it is: with {@code -Dmojo.tests.scale=10} for 150 million records.
 */
@Tag("property")
class SteadyHeapTest {
    private static final int SCALE = Integer.getInteger("mojo.tests.scale", 1);

    /** All caches are full then: ten thousand schemas have come. */
    private static final long WARM_UP = 200_000;

    private static final long SHORT = 1_000_000L * SCALE;
    private static final long LONG = SCALE < 10 ? 0 : 15_000_000L * SCALE;
    private static final long SWAP_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Allowance SHORT_LIMIT = new Allowance(2, 2, 10, 500, 10_000_000);
    private static final Allowance LONG_LIMIT = new Allowance(2, 2, 10, 500, 25_000_000);

    @TempDir
    Path folder;

    private final double price = Houses.price();
    private final Struct plain = Houses.struct();
    private final Map<String, Object> map = Houses.map();
    private MojoScorer.Value<SinkRecord> scorer;
    private Path served;
    private long scored;
    private long swapped;
    private int models;

    @Test
    void millionsOfRecords_leaveTheHeapAsItIs() throws Exception {
        served = folder.resolve("served.zip");
        swap();
        String id = UUID.randomUUID().toString();
        scorer = Houses.scorer(
                "model.path",
                served.toString(),
                "model.reload.interval.ms",
                "1000",
                "challenger.model.path",
                Houses.MODEL.model().toString(),
                "challenger.compare",
                "0.1",
                "metrics.id",
                id,
                "metrics.unknown.levels",
                "20",
                "output.include",
                "model",
                "on.error",
                "null");
        try {
            scoreUntil(WARM_UP);
            ShownMetrics shown = new ShownMetrics(id);
            Object first = shown.get("model-digest", ",arm=champion");
            Footprint before = measured();
            scoreUntil(WARM_UP + SHORT);
            Footprint after = measured();
            assertThat(after.leaksSince(before, SHORT_LIMIT)).isEmpty();
            report(before, after);
            if (LONG > 0) {
                scoreUntil(WARM_UP + LONG);
                after = measured();
                assertThat(after.leaksSince(before, LONG_LIMIT)).isEmpty();
                report(before, after);
            }
            // a fast machine is through before the first new model
            long until = System.nanoTime() + 30 * SWAP_NANOS;
            while (shown.get("model-digest", ",arm=champion").equals(first) && System.nanoTime() < until) {
                scoreUntil(scored + 1000);
            }
            assertThat((Long) shown.get("records-scored-total", ",arm=champion")
                            + (Long) shown.get("records-failed-total", ",arm=champion"))
                    .isEqualTo(scored);
            assertThat(shown.get("model-digest", ",arm=champion"))
                    .as("the model is another one by now")
                    .isNotEqualTo(first);
        } finally {
            scorer.close();
        }
    }

    private void report(Footprint before, Footprint after) {
        System.out.printf(
                "heap: %,d records, %d models, before %s, after %s%n",
                scored, models, before.inNumbers(), after.inNumbers());
    }

    private static Footprint measured() throws IOException {
        return Footprint.of(ManagementFactory.getPlatformMBeanServer());
    }

    private void scoreUntil(long count) throws IOException {
        for (; scored < count; scored++) {
            if (scored % (scored < WARM_UP ? 20 : 1000) == 0) {
                scorer.apply(withNewSchema());
                if (System.nanoTime() - swapped > SWAP_NANOS) {
                    swap();
                }
            } else if (scored % 97 == 0) {
                scorer.apply(Houses.record(Schema.INT32_SCHEMA, 7));
            } else if (scored % 50 == 0) {
                Map<String, Object> unknown = new HashMap<>(map);
                unknown.put("main_flooring_type", "floor " + scored);
                scorer.apply(Houses.record(null, unknown));
            } else if (scored % 10 == 0) {
                Map<?, ?> value =
                        (Map<?, ?>) scorer.apply(Houses.record(null, map)).value();
                check((Double) value.get("prediction"));
            } else {
                Struct value = (Struct)
                        scorer.apply(Houses.record(plain.schema(), plain)).value();
                check(value.getFloat64("prediction"));
            }
        }
    }

    private void check(double prediction) {
        if (prediction != price) {
            throw new AssertionError("record " + scored + ": " + prediction + " is not " + price);
        }
    }

    private SinkRecord withNewSchema() {
        SchemaBuilder builder = SchemaBuilder.struct().field("new_" + scored, Schema.OPTIONAL_STRING_SCHEMA);
        for (Field field : Houses.SCHEMA.fields()) {
            builder.field(field.name(), field.schema());
        }
        Struct struct = new Struct(builder.build());
        Houses.SCHEMA.fields().forEach(field -> struct.put(field.name(), plain.get(field)));
        return Houses.record(struct.schema(), struct);
    }

    /** The same model in another file: its entries get other dates. */
    private void swap() throws IOException {
        Path next = folder.resolve("next.zip");
        try (InputStream file = Files.newInputStream(Houses.MODEL.model());
                ZipInputStream in = new ZipInputStream(file);
                OutputStream written = Files.newOutputStream(next);
                ZipOutputStream out = new ZipOutputStream(written)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(TimeUnit.DAYS.toMillis(20_000L + models));
                out.putNextEntry(copy);
                in.transferTo(out);
                out.closeEntry();
            }
        }
        Files.move(next, served, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        models++;
        swapped = System.nanoTime();
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import hex.genmodel.GenModel;
import hex.genmodel.algos.deeplearning.DeeplearningMojoModel;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.compiled.Scorers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What one record leaves behind: the record that goes on, and nothing else. */
@Tag("long")
class GarbageTest {
    private static final int FIELDS = 40;
    private static final int MAX_BYTES = 360;
    private static final double NUMBER = 1.5;

    @TestFactory
    Stream<DynamicTest> recordOf40Fields_costsAtMost360BytesBesideScore0() {
        return ModelFolder.all().stream()
                .flatMap(GarbageTest::compiledWithOneOutput)
                .map(contender -> DynamicTest.dynamicTest(contender.folder.name(), () -> {
                    // what genmodel makes differs a little from run to run: it depends on what the compiler takes out
                    long most = MAX_BYTES
                            + (contender.engine.contains("score0")
                                    ? 11 * bytesOfScore0(contender.model.genModel()) / 10
                                    : 0);
                    assertThat(bytesOfTransform(contender.folder, contender.model, most))
                            .as(contender.engine)
                            .isBetween(1L, most);
                }));
    }

    private record Contender(ModelFolder folder, Model model, String engine) {}

    /** The model of a folder, loaded when its turn comes; none when it does not belong here. */
    private static Stream<Contender> compiledWithOneOutput(ModelFolder folder) {
        try {
            Model model = ModelLoader.load(folder.model());
            boolean single = switch (Scorers.shapeOf(model).category()) {
                case Regression, Binomial, Clustering, AnomalyDetection, CoxPH, BinomialUplift -> true;
                default -> false;
            };
            if (!single || model.columns().size() >= FIELDS || model.genModel() instanceof DeeplearningMojoModel) {
                return Stream.empty();
            }
            var best = Scorers.best(model, Set.of(), false);
            return best.scorer().engine().equals("compiled")
                    ? Stream.of(new Contender(folder, model, best.why()))
                    : Stream.empty();
        } catch (MojoException damaged) {
            return Stream.empty();
        }
    }

    private static long bytesOfTransform(ModelFolder folder, Model model, long most) {
        SinkRecord record = record(model);
        Map<String, String> config =
                new HashMap<>(Map.of("model.path", folder.model().toString(), "output.field", "p"));
        if (Scorers.shapeOf(model).category().name().startsWith("Binomial")) {
            config.put("output.include", "probabilities");
        }
        MojoScorer<SinkRecord> transform = new MojoScorer.Value<>();
        transform.configure(config);
        try {
            return leastBytes(() -> transform.apply(record), most, Duration.ofSeconds(10));
        } finally {
            transform.close();
        }
    }

    /** A decision of genmodel's, not ours: ensembles, RuleFit and old trees make arrays and lists for each row. */
    private static long bytesOfScore0(GenModel model) {
        double[] row = new double[model.nfeatures()];
        for (int c = 0; c < row.length; c++) {
            row[c] = model.getDomainValues(c) == null ? NUMBER : 0;
        }
        double[] predictions = new double[model.getPredsSize(model.getModelCategory())];
        return leastBytes(() -> model.score0(row, predictions), 0, Duration.ZERO);
    }

    /** Per call, after the compiler has done its work, which on a busy machine takes a while: until it is little enough. */
    private static long leastBytes(Runnable call, long enough, Duration patience) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 2000;
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + patience.toNanos();
        for (int run = 0; least > enough && (run < 40 || System.nanoTime() < end); run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / calls);
        }
        return least;
    }

    /** All columns of the model and further fields, 40 in all. */
    private static SinkRecord record(Model model) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (ModelColumn column : model.columns()) {
            boolean level = column.kind() == ModelColumn.Kind.CATEGORICAL;
            builder.field(column.name(), level ? Schema.OPTIONAL_STRING_SCHEMA : Schema.OPTIONAL_FLOAT64_SCHEMA);
        }
        model.offsetColumn().ifPresent(name -> builder.field(name, Schema.OPTIONAL_FLOAT64_SCHEMA));
        for (int i = builder.fields().size(); i < FIELDS; i++) {
            builder.field("other " + i, Schema.INT64_SCHEMA);
        }
        Schema schema = builder.build();
        Struct struct = new Struct(schema);
        for (ModelColumn column : model.columns()) {
            struct.put(
                    column.name(),
                    column.kind() == ModelColumn.Kind.CATEGORICAL
                            ? column.levels().get(0)
                            : (Object) NUMBER);
        }
        model.offsetColumn().ifPresent(name -> struct.put(name, 0.5));
        schema.fields().stream()
                .filter(field -> field.name().startsWith("other "))
                .forEach(field -> struct.put(field, 1000L + field.index()));
        return new SinkRecord("topic", 0, null, null, schema, struct, 0, 0L, TimestampType.CREATE_TIME);
    }
}

package io.connectmojo;

import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.exception.PredictException;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.load.EditedMojo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Models of one kind of customer that predict different numbers, in a folder, and what H2O's library says of each. */
final class ShopModels {
    static final Schema SCHEMA = SchemaBuilder.struct()
            .field("shop", Schema.OPTIONAL_STRING_SCHEMA)
            .field("age", Schema.FLOAT64_SCHEMA)
            .field("income", Schema.FLOAT64_SCHEMA)
            .field("visits", Schema.FLOAT64_SCHEMA)
            .field("tenure", Schema.FLOAT64_SCHEMA)
            .field("region", Schema.STRING_SCHEMA)
            .field("plan", Schema.STRING_SCHEMA)
            .field("city", Schema.STRING_SCHEMA)
            .build();

    private static final byte[] LINEAR =
            EditedMojo.of(ModelFolder.of("trained/glm_gaussian").bytes()).lean().zip();
    private static final byte[] TREES = EditedMojo.of(
                    ModelFolder.of("trained/gbm_regression").bytes())
            .lean()
            .zip();

    private final Path folder;
    private final Map<Path, EasyPredictModelWrapper> oracles = new HashMap<>();

    ShopModels(Path folder) {
        this.folder = folder;
    }

    /** A linear model that no other number gives. */
    static byte[] linear(int number) {
        return EditedMojo.of(LINEAR)
                .text("model.ini", ini -> ini.replace(", -122.61312220382601]", ", " + (number - 122.5) + "]"))
                .zip();
    }

    /** Trees that no other number gives. */
    static byte[] trees(int number) {
        return EditedMojo.of(TREES)
                .ini("init_f", Double.toString(182.25 + number))
                .zip();
    }

    Path put(String file, byte[] zip) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Path whole = Files.write(path.resolveSibling(path.getFileName() + ".part"), zip);
            oracles.remove(path);
            return Files.move(whole, path, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What H2O's library predicts with the model in that file for the customer of that age. */
    double expected(Path file, int age) {
        RowData row = new RowData();
        row.put("age", (double) age);
        row.put("income", 4271.2);
        row.put("visits", 7.0);
        row.put("tenure", 0.5);
        row.put("region", "north");
        row.put("plan", "basic");
        row.put("city", "Isle");
        try {
            EasyPredictModelWrapper oracle = oracles.get(file);
            if (oracle == null) {
                oracle = new EasyPredictModelWrapper(MojoModel.load(file.toString()));
                oracles.put(file, oracle);
            }
            return oracle.predictRegression(row).value;
        } catch (IOException | PredictException e) {
            throw new IllegalStateException(e);
        }
    }

    double expected(String file, int age) {
        return expected(folder.resolve(file), age);
    }

    static Struct struct(String shop, int age) {
        return new Struct(SCHEMA)
                .put("shop", shop)
                .put("age", (double) age)
                .put("income", 4271.2)
                .put("visits", 7.0)
                .put("tenure", 0.5)
                .put("region", "north")
                .put("plan", "basic")
                .put("city", "Isle");
    }

    static SinkRecord record(String shop, int age) {
        return record(shop, age, "key");
    }

    static SinkRecord record(String shop, int age, Object key) {
        return new SinkRecord("customers", 0, null, key, SCHEMA, struct(shop, age), 0);
    }

    static Map<String, Object> map(Object shop, int age) {
        Map<String, Object> map = new LinkedHashMap<>();
        SCHEMA.fields().forEach(field -> map.put(field.name(), struct("", age).get(field)));
        map.put("shop", shop);
        return map;
    }

    /** A transform with {@code model.path} of a file name with placeholders. */
    MojoScorer.Value<SinkRecord> scorer(String file, String... settings) {
        Map<String, String> config = new HashMap<>();
        config.put("model.path", folder + "/" + file);
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    static Object output(SinkRecord scored, String name) {
        return scored.value() instanceof Struct struct ? struct.get(name) : ((Map<?, ?>) scored.value()).get(name);
    }

    static double prediction(SinkRecord scored) {
        return (Double) output(scored, "prediction");
    }
}

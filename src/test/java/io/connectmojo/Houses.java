package io.connectmojo;

import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import io.connectmojo.cases.ModelFolder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** One house as a record of every kind, and H2O's own answer for it. */
final class Houses {
    static final ModelFolder MODEL = ModelFolder.of("house-prices");

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("house")
            .version(3)
            .doc("A house")
            .parameter("origin", "test")
            .optional()
            .field("id", Schema.STRING_SCHEMA)
            .field("sqft", Schema.INT32_SCHEMA)
            .field("lot_size_acres", Schema.FLOAT64_SCHEMA)
            .field("stories", Schema.INT8_SCHEMA)
            .field("number_bedrooms", Schema.INT16_SCHEMA)
            .field("number_bathrooms", Schema.INT64_SCHEMA)
            .field("attached_garage", Schema.BOOLEAN_SCHEMA)
            .field("has_pool", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("has_kitchen_island", Schema.OPTIONAL_STRING_SCHEMA)
            .field("main_flooring_type", Schema.STRING_SCHEMA)
            .field("has_granite_counters", Schema.BOOLEAN_SCHEMA)
            .field("house_age_years", Schema.FLOAT32_SCHEMA)
            .build();

    /** The names of all fields, as {@code input.delimited.columns} takes them. */
    static final String COLUMNS = SCHEMA.fields().stream().map(Field::name).collect(Collectors.joining(","));

    private Houses() {}

    static Struct struct() {
        return struct(SCHEMA);
    }

    static Struct struct(Schema schema) {
        return new Struct(schema)
                .put("id", "h-1")
                .put("sqft", 2342)
                .put("lot_size_acres", 0.4)
                .put("stories", (byte) 1)
                .put("number_bedrooms", (short) 3)
                .put("number_bathrooms", 3L)
                .put("attached_garage", true)
                .put("has_pool", false)
                .put("has_kitchen_island", "yes")
                .put("main_flooring_type", "hardwood")
                .put("has_granite_counters", true)
                .put("house_age_years", 4f);
    }

    static Map<String, Object> map() {
        Struct struct = struct();
        Map<String, Object> map = new LinkedHashMap<>();
        struct.schema().fields().forEach(field -> map.put(field.name(), struct.get(field)));
        return map;
    }

    static String json() {
        return "{\"id\":\"h-1\",\"sqft\":2342,\"lot_size_acres\":0.4,\"stories\":1,\"number_bedrooms\":3,"
                + "\"number_bathrooms\":3,\"attached_garage\":true,\"has_pool\":false,\"has_kitchen_island\":\"yes\","
                + "\"main_flooring_type\":\"hardwood\",\"has_granite_counters\":true,\"house_age_years\":4}";
    }

    /** What H2O's wrapper says of this house; fields without a name of their own are as above. */
    static double price(Map<String, Object> changes) {
        RowData row = new RowData();
        row.put("sqft", 2342.0);
        row.put("lot_size_acres", 0.4);
        row.put("stories", 1.0);
        row.put("number_bedrooms", 3.0);
        row.put("number_bathrooms", 3.0);
        row.put("attached_garage", "yes");
        row.put("has_pool", "no");
        row.put("has_kitchen_island", "yes");
        row.put("main_flooring_type", "hardwood");
        row.put("has_granite_counters", "yes");
        row.put("house_age_years", 4.0);
        row.putAll(changes);
        try {
            return new EasyPredictModelWrapper(MojoModel.load(MODEL.model().toString())).predictRegression(row).value;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static double price() {
        return price(Map.of());
    }

    /** A configured transform: pairs of setting and value behind the model's path. */
    static MojoScorer.Value<SinkRecord> scorer(String... settings) {
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config(settings));
        return scorer;
    }

    static Map<String, String> config(String... settings) {
        Map<String, String> config = new HashMap<>();
        config.put("type", "io.connectmojo.MojoScorer$Value");
        config.put("model.path", MODEL.model().toString());
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return config;
    }

    static SinkRecord record(Schema schema, Object value) {
        return new SinkRecord("houses", 2, Schema.STRING_SCHEMA, "key", schema, value, 17);
    }
}

package io.connectmojo.it.numbered;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * Sends so many houses as Structs, as fast as it can: what a database's source sends, without the database. With two versions, every
 * second house has one more field.
 */
public final class HouseSource extends PlainSource {
    private static final ConfigDef CONFIG = new ConfigDef()
            .define("topic", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "where to")
            .define("count", ConfigDef.Type.INT, ConfigDef.Importance.HIGH, "how many")
            .define("versions", ConfigDef.Type.INT, 1, ConfigDef.Importance.LOW, "of the schema, 1 or 2, in turn");

    public HouseSource() {
        super(Houses.class, CONFIG);
    }

    /** The one task. */
    public static final class Houses extends SourceTask {
        private static final int BATCH = 1000;
        private static final String[] FLOORS = {"carpet", "hardwood", "laminate", "tile"};
        private static final Schema SCHEMA = schema().build();
        private static final Schema SECOND =
                schema().field("agent", Schema.OPTIONAL_STRING_SCHEMA).build();

        private String topic;
        private int count;
        private int versions;
        private int next;

        private static SchemaBuilder schema() {
            return SchemaBuilder.struct()
                    .name("house")
                    .field("id", Schema.INT64_SCHEMA)
                    .field("sqft", Schema.OPTIONAL_FLOAT64_SCHEMA)
                    .field("lot_size_acres", Schema.OPTIONAL_FLOAT64_SCHEMA)
                    .field("stories", Schema.OPTIONAL_INT32_SCHEMA)
                    .field("number_bedrooms", Schema.OPTIONAL_INT32_SCHEMA)
                    .field("number_bathrooms", Schema.OPTIONAL_INT32_SCHEMA)
                    .field("attached_garage", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                    .field("has_pool", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                    .field("has_kitchen_island", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                    .field("main_flooring_type", Schema.OPTIONAL_STRING_SCHEMA)
                    .field("has_granite_counters", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                    .field("house_age_years", Schema.OPTIONAL_INT32_SCHEMA);
        }

        @Override
        public void start(Map<String, String> props) {
            topic = props.get("topic");
            count = Integer.parseInt(props.get("count"));
            versions = Integer.parseInt(props.getOrDefault("versions", "1"));
        }

        @Override
        public List<SourceRecord> poll() throws InterruptedException {
            if (next == count) {
                Thread.sleep(100);
                return null;
            }
            List<SourceRecord> records = new ArrayList<>(BATCH);
            while (next < count && records.size() < BATCH) {
                Schema schema = next % versions == 0 ? SCHEMA : SECOND;
                Struct house = house(schema, next++);
                records.add(new SourceRecord(Map.of(), Map.of("next", next), topic, schema, house));
            }
            return records;
        }

        private static Struct house(Schema schema, int i) {
            return new Struct(schema)
                    .put("id", (long) i)
                    .put("sqft", 800.0 + i % 2500)
                    .put("lot_size_acres", i % 150 / 100.0)
                    .put("stories", 1 + i % 3)
                    .put("number_bedrooms", 1 + i % 6)
                    .put("number_bathrooms", 1 + i % 4)
                    .put("attached_garage", i % 2 == 0)
                    .put("has_pool", i % 5 == 0)
                    .put("has_kitchen_island", i % 3 == 0)
                    .put("main_flooring_type", FLOORS[i % FLOORS.length])
                    .put("has_granite_counters", i % 7 == 0)
                    .put("house_age_years", i % 90);
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "1";
        }
    }
}

package io.connectmojo.row;

import java.math.BigDecimal;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** The change record of the documentation. */
public final class DebeziumExample {
    private DebeziumExample() {}

    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.public.houses.Value")
            .optional()
            .field("id", Schema.INT32_SCHEMA)
            .field("living_area", Decimal.schema(2))
            .field("condition", Schema.INT16_SCHEMA)
            .field("has_pool", Schema.BOOLEAN_SCHEMA)
            .field(
                    "sold",
                    SchemaBuilder.int64()
                            .name("io.debezium.time.MicroTimestamp")
                            .build())
            .field("city", Schema.STRING_SCHEMA)
            .build();

    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .name("shop.public.houses.Envelope")
            .field("before", ROW)
            .field("after", ROW)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    public static Struct change() {
        Struct after = new Struct(ROW)
                .put("id", 1017)
                .put("living_area", new BigDecimal("59.56"))
                .put("condition", (short) 3)
                .put("has_pool", true)
                .put("sold", 1714979289123999L)
                .put("city", "Kirkland");
        return new Struct(ENVELOPE).put("after", after).put("op", "c");
    }
}

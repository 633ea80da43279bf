package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** A record that is scored and then cannot be written: the copy that has some of its outputs already goes nowhere. */
class HalfWrittenCopyTest {
    @Test
    void outputWithoutAPlace_leavesTheOthersNull() {
        SchemaBuilder builder = SchemaBuilder.struct();
        Houses.SCHEMA.fields().forEach(field -> builder.field(field.name(), field.schema()));
        Schema schema =
                builder.field("prediction_model", Schema.OPTIONAL_INT32_SCHEMA).build();
        Struct house = Houses.struct(schema);
        try (MojoScorer.Value<SinkRecord> scorer =
                Houses.scorer("output.include", "model", "output.existing", "keep", "on.error", "null")) {
            SinkRecord out = scorer.apply(Houses.record(schema, house));
            Struct value = (Struct) out.value();
            assertThat(value.get("prediction")).isNull();
            assertThat(value.get("prediction_model")).isNull();
            assertThat(out.headers().lastWithName("mojo.error").value().toString())
                    .contains("of another type");
            Houses.SCHEMA
                    .fields()
                    .forEach(field -> assertThat(value.get(field.name())).isEqualTo(house.get(field.name())));
        }
    }
}

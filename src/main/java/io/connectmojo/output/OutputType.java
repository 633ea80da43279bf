package io.connectmojo.output;

import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What {@code output.type} makes of the prediction itself. */
public enum OutputType {
    /** The category's own type. */
    AUTO(null),
    FLOAT64(Schema.OPTIONAL_FLOAT64_SCHEMA),
    FLOAT32(Schema.OPTIONAL_FLOAT32_SCHEMA),
    INT64(Schema.OPTIONAL_INT64_SCHEMA),
    INT32(Schema.OPTIONAL_INT32_SCHEMA),
    STRING(Schema.OPTIONAL_STRING_SCHEMA),
    BOOLEAN(Schema.OPTIONAL_BOOLEAN_SCHEMA);

    private final @Nullable Schema schema;

    OutputType(@Nullable Schema schema) {
        this.schema = schema;
    }

    /** Of any but {@link #AUTO}. */
    Schema schema() {
        return Objects.requireNonNull(schema, "the category's own");
    }
}

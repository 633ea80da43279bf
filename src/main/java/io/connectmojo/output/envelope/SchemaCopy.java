package io.connectmojo.output.envelope;

import java.util.List;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Makes the schema of Structs that have other fields, or more of them, and is otherwise the same. */
public final class SchemaCopy {
    private SchemaCopy() {}

    /**
     * The schema with these fields, which are those of the input or stand in their places; further ones are optional. A default keeps
     * all values that still fit.
     */
    public static Schema of(Schema input, List<Field> fields) {
        Schema plain = of(input, fields, null);
        return input.defaultValue() instanceof Struct before ? of(input, fields, value(before, plain)) : plain;
    }

    /** Reads the value of the field at that index as it stands, without a default. */
    public static Field raw(int index) {
        return new Field(null, index, Schema.OPTIONAL_STRING_SCHEMA);
    }

    private static Struct value(Struct before, Schema schema) {
        Struct now = new Struct(schema);
        for (Field field : before.schema().fields()) {
            Field to = schema.field(field.name());
            Object value = before.get(raw(field.index()));
            if (value != null && to.schema().equals(field.schema())) {
                now.put(to, value);
            } else if (value instanceof Struct inner && to.schema().type() == Schema.Type.STRUCT) {
                now.put(to, value(inner, to.schema()));
            }
        }
        return now;
    }

    private static Schema of(Schema input, List<Field> fields, @Nullable Object byDefault) {
        return new ConnectSchema(
                Schema.Type.STRUCT,
                input.isOptional(),
                byDefault,
                input.name(),
                input.version(),
                input.doc(),
                input.parameters(),
                fields,
                null,
                null);
    }
}

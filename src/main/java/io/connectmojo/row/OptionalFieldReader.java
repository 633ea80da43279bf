package io.connectmojo.row;

import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.ExtendedJson;
import io.connectmojo.row.coerce.LogicalTypes;
import io.connectmojo.row.coerce.SourceType;
import io.connectmojo.row.coerce.Texts;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.CurrentRecord;
import io.connectmojo.row.match.MapPath;
import io.connectmojo.row.match.MetadataPath;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One field of a record that is no feature: read when it is there, by the coercion of a column, without a default and without
 * a complaint. Not thread-safe.
 */
public final class OptionalFieldReader {
    private final ColumnSpec column;
    private final MapPath path;
    private final Coercions coercions = new Coercions(new Texts(List.of("NA")));

    private @Nullable Schema lastSchema;

    /** The fields along the path in the last schema; null when there is no such field. */
    private Field @Nullable [] chain;

    private @Nullable Coercion ofLastSchema;

    /** The type of the last value without a schema. */
    private @Nullable SourceType lastType;

    private @Nullable Coercion ofLastType;
    private boolean refused;

    /** @param column what the value becomes, and where it is */
    public OptionalFieldReader(ColumnSpec column) {
        this(column, new CurrentRecord());
    }

    /** @param current tells the record that is read, for a path into its metadata */
    public OptionalFieldReader(ColumnSpec column, CurrentRecord current) {
        this.column = column;
        this.path = MetadataPath.ofAny(column.path(), current);
    }

    /**
     * The value as its column takes it.
     *
     * @param record a Struct or a Map
     * @return NaN when the record has no value there, or one that the column cannot take
     */
    public double read(Object record) {
        double number = path instanceof MetadataPath metadata
                ? ofMetadata(metadata)
                : record instanceof Struct struct ? ofStruct(struct) : ofMap((Map<?, ?>) record);
        refused = Coercion.isInvalid(number) || Coercion.isUnknown(number);
        return number;
    }

    /** Whether the last record had a value that the column cannot take. */
    public boolean refused() {
        return refused;
    }

    private double ofStruct(Struct struct) {
        if (struct.schema() != lastSchema) {
            bindTo(struct.schema());
        }
        if (chain == null) {
            return path.find(struct) == MapPath.BLOCKED ? Coercion.INVALID : Double.NaN;
        }
        Object at = struct;
        for (Field field : chain) {
            at = at == null ? null : ((Struct) at).getWithoutDefault(field.name());
        }
        return at == null ? Double.NaN : ofLastSchema == null ? Coercion.INVALID : ofLastSchema.of(at);
    }

    private void bindTo(Schema schema) {
        List<Field> fields = FieldTree.resolve(schema, column.path());
        chain = fields == null ? null : fields.toArray(new Field[0]);
        ofLastSchema = chain == null ? null : coercions.of(LogicalTypes.of(chain[chain.length - 1].schema()), column);
        lastSchema = schema;
    }

    private double ofMetadata(MetadataPath metadata) {
        Object value = metadata.find();
        Schema schema = metadata.schema();
        if (value == null || !MapPath.isField(value) || schema == null) {
            return withoutSchema(value);
        }
        Coercion coercion = coercions.of(LogicalTypes.of(schema), column);
        return coercion == null ? Coercion.INVALID : coercion.of(value);
    }

    private double ofMap(Map<?, ?> map) {
        return withoutSchema(path.find(map));
    }

    private double withoutSchema(@Nullable Object given) {
        Object value = given == null ? null : ExtendedJson.plain(given);
        if (value == null || value == MapPath.ABSENT) {
            return Double.NaN;
        }
        if (value == MapPath.BLOCKED) {
            return Coercion.INVALID;
        }
        SourceType type = LogicalTypes.of(value);
        if (type != lastType) {
            ofLastType = coercions.of(type, column);
            lastType = type;
        }
        return ofLastType == null ? Coercion.INVALID : ofLastType.of(value);
    }
}

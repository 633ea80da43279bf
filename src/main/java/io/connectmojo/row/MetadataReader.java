package io.connectmojo.row;

import io.connectmojo.row.coerce.Coercion;
import io.connectmojo.row.coerce.Coercions;
import io.connectmojo.row.coerce.LogicalTypes;
import io.connectmojo.row.coerce.SourceType;
import io.connectmojo.row.match.MetadataPath;
import io.connectmojo.score.Row;
import org.apache.kafka.connect.data.Schema;

/** Fills one cell from a value of a record's metadata, by the schema that comes with it, else by its class. */
final class MetadataReader extends ColumnReader {
    private final ColumnSlot cell;
    private final MetadataPath path;
    private final Coercions coercions;
    private final AnyTypeReader withoutSchema;

    private Schema lastSchema;
    private SingleTypeReader ofLastSchema;

    MetadataReader(ColumnSlot cell, MetadataPath path, Coercions coercions) {
        this.cell = cell;
        this.path = path;
        this.coercions = coercions;
        this.withoutSchema = new AnyTypeReader(cell, coercions);
    }

    @Override
    void accept(Object value, Row into, ReadContext context) {
        Schema schema = path.schema();
        if (value == null || schema == null) {
            withoutSchema.accept(value, into, context);
            return;
        }
        if (schema != lastSchema) {
            SourceType source = LogicalTypes.of(schema);
            ofLastSchema = new SingleTypeReader(
                    cell,
                    LogicalTypes.title(schema),
                    source,
                    coercions.of(source, cell.column),
                    Coercions.refusal(source, cell.column));
            lastSchema = schema;
        }
        if (ofLastSchema.coercion == null) {
            into.values[cell.slot] =
                    cell.resolve(Coercion.INVALID, value, ofLastSchema.type, ofLastSchema.refusal, context);
        } else {
            ofLastSchema.accept(value, into, context);
        }
    }
}

package io.connectmojo.output.envelope;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The Structs of one schema from the record down to one of them that is replaced by another: their schemas, rebuilt once, and how they
 * are copied. Immutable.
 *
 * <p>Fields without a name as in {@code OutputSchemaPlan}: a copied value is the raw one, and no text is built.
 */
public final class Envelope {
    private static final Envelope NONE = new Envelope(List.of(), List.of());

    private final List<Level> levels;

    /** By level, reads the Struct below as it stands. */
    private final Field[] down;

    /**
     * Structs above the replaced one.
     *
     * @param to where the field of each position goes
     * @param inner the position of the Struct below
     */
    private record Level(Schema schema, Field[] to, int inner) {
        Struct copy(Struct struct, Struct innerCopy) {
            Struct copy = new Struct(schema);
            for (int i = 0; i < to.length; i++) {
                Object value = i == inner ? innerCopy : struct.get(SchemaCopy.raw(i));
                if (value != null) {
                    copy.put(to[i], value);
                }
            }
            return copy;
        }
    }

    private Envelope(List<Level> levels, List<Field> chain) {
        this.levels = List.copyOf(levels);
        this.down = chain.stream().map(field -> SchemaCopy.raw(field.index())).toArray(Field[]::new);
    }

    /** The fields down to the Struct at the path, none for the record itself; null when there is no such Struct. */
    public static @Nullable List<Field> find(Schema record, List<String> path) {
        List<Field> chain = new ArrayList<>();
        Schema at = record;
        for (String step : path) {
            Field field = at.field(step);
            if (field == null || field.schema().type() != Schema.Type.STRUCT) {
                return null;
            }
            chain.add(field);
            at = field.schema();
        }
        return chain;
    }

    /** @param innermost the new schema of the Struct that the chain leads to */
    public static Envelope of(Schema record, List<Field> chain, Schema innermost) {
        List<Level> levels = new ArrayList<>();
        Schema inner = innermost;
        for (int i = chain.size() - 1; i >= 0; i--) {
            Schema before = i == 0 ? record : chain.get(i - 1).schema();
            int index = chain.get(i).index();
            List<Field> fields = new ArrayList<>(before.fields());
            fields.set(index, new Field(chain.get(i).name(), index, inner));
            inner = SchemaCopy.of(before, fields);
            Field[] to = fields.stream()
                    .map(field -> new Field(null, field.index(), field.schema()))
                    .toArray(Field[]::new);
            levels.add(0, new Level(inner, to, index));
        }
        return levels.isEmpty() ? NONE : new Envelope(levels, chain);
    }

    /** The Struct that is to be replaced: the record itself where there is nothing around it; null when there is null on the way. */
    public @Nullable Struct inner(Struct record) {
        Struct at = record;
        for (int i = 0; i < down.length && at != null; i++) {
            at = (Struct) at.get(down[i]);
        }
        return at;
    }

    /** The copy of the record with the other Struct in its place. */
    public Struct around(Struct record, Struct replacement) {
        return down.length == 0 ? replacement : around(record, 0, replacement);
    }

    private Struct around(Struct struct, int level, Struct replacement) {
        if (level == down.length) {
            return replacement;
        }
        Struct below = (Struct) struct.get(down[level]);
        return levels.get(level).copy(struct, around(below, level + 1, replacement));
    }
}

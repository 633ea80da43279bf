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
 * <p>Structs beside the replaced one that have the same named schema, such as {@code before} beside {@code after}, get its new schema too,
 * where that only has further fields: formats such as Avro have one schema for each name.
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
     * @param alike by position, how a Struct that gets the new schema is copied; null for values that stay as they are
     */
    private record Level(
            Schema schema, Field[] to, int inner, @Nullable Grown[] alike) {
        Struct copy(Struct struct, Struct innerCopy) {
            Struct copy = new Struct(schema);
            for (int i = 0; i < to.length; i++) {
                Object value = i == inner ? innerCopy : struct.get(SchemaCopy.raw(i));
                if (value != null) {
                    Grown grown = alike[i];
                    copy.put(to[i], grown == null ? value : grown.copy((Struct) value));
                }
            }
            return copy;
        }
    }

    /**
     * A schema that has got further fields.
     *
     * @param to where the fields that were there go
     */
    private record Grown(Schema schema, Field[] to) {
        Struct copy(Struct struct) {
            Struct copy = new Struct(schema);
            for (int i = 0; i < to.length; i++) {
                Object value = struct.get(SchemaCopy.raw(i));
                if (value != null) {
                    copy.put(to[i], value);
                }
            }
            return copy;
        }

        /** Null when it is another schema in other respects, too, or has no name to be known by. */
        static @Nullable Grown of(Schema before, Schema now) {
            List<Field> kept = now.fields().subList(0, before.fields().size());
            return before.name() == null || !kept.equals(before.fields()) ? null : new Grown(now, nameless(kept));
        }
    }

    private static Field[] nameless(List<Field> fields) {
        return fields.stream()
                .map(field -> new Field(null, field.index(), field.schema()))
                .toArray(Field[]::new);
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
            Field replaced = chain.get(i);
            Grown grown = Grown.of(replaced.schema(), inner);
            List<Field> fields = new ArrayList<>(before.fields());
            @Nullable Grown[] alike = new Grown[fields.size()];
            for (Field field : before.fields()) {
                boolean isReplaced = field.index() == replaced.index();
                boolean isAlike = !isReplaced && grown != null && field.schema().equals(replaced.schema());
                if (isReplaced || isAlike) {
                    fields.set(field.index(), new Field(field.name(), field.index(), inner));
                }
                alike[field.index()] = isAlike ? grown : null;
            }
            inner = SchemaCopy.of(before, fields);
            levels.add(0, new Level(inner, nameless(fields), replaced.index(), alike));
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

package io.connectmojo.output;

import io.connectmojo.output.OutputOptions.Existing;
import io.connectmojo.output.envelope.Envelope;
import io.connectmojo.output.envelope.SchemaCopy;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import io.connectmojo.problem.RecordProblems;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.ScoringResult.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * How Structs of one input schema become Structs with outputs: the output schema, made once, and where each value goes. The outputs are
 * for the record itself, or for a Struct inside it.
 *
 * <p>{@code Struct.put(Field, Object)} builds a message text for each call unless the field has no name, and
 * {@code Struct.get(Field)} replaces null by the default of the field's schema. The fields here have the index and schema
 * that are wanted and no name: a copied value is the raw one, and no text is built.
 */
public final class OutputSchemaPlan {
    /** Of what gets the outputs. */
    private final Schema schema;

    /** What is around it. */
    private final Envelope envelope;

    private final Field[] to;

    private final Field[] outputs;

    /** For an output that leaves an old value in its place: how that is read; null for the others. */
    private final Field[] kept;

    /** For an output whose name a field has that cannot hold it: what is wrong with that; null for the others. */
    private final MojoException[] clashes;

    private final @Nullable MojoException problem;

    /** Whether there is a Struct for the outputs at all. */
    private final boolean hasParent;

    private OutputSchemaPlan(Schema record, List<String> parent, List<OutputField> fields, Existing existing) {
        List<Field> chain = Envelope.find(record, parent);
        Schema input = chain == null || chain.isEmpty()
                ? record
                : chain.get(chain.size() - 1).schema();
        List<Field> result = new ArrayList<>(input.fields());
        to = input.fields().stream()
                .map(f -> new Field(null, f.index(), f.schema()))
                .toArray(Field[]::new);
        outputs = new Field[fields.size()];
        kept = new Field[fields.size()];
        clashes = new MojoException[fields.size()];
        MojoException first = null;
        for (int i = 0; i < outputs.length; i++) {
            OutputField output = fields.get(i);
            Field before = input.field(output.name());
            if (before == null) {
                outputs[i] = new Field(null, result.size(), output.schema());
                result.add(new Field(output.name(), result.size(), output.schema()));
                continue;
            }
            outputs[i] = new Field(null, before.index(), output.schema());
            if (existing == Existing.REPLACE) {
                result.set(before.index(), new Field(output.name(), before.index(), output.schema()));
                to[before.index()] = null;
                continue;
            }
            outputs[i] = new Field(null, before.index(), before.schema());
            kept[i] = SchemaCopy.raw(before.index());
            if (existing == Existing.FAIL) {
                clashes[i] = existing(output.name());
                first = first == null ? clashes[i] : first;
            } else if (!isNeverNull(before) && !sameType(before, output)) {
                clashes[i] = anotherType(output.name());
            }
        }
        problem = chain == null ? RecordProblems.noParent(String.join(".", parent)) : first;
        hasParent = chain != null;
        schema = SchemaCopy.of(input, result);
        envelope = Envelope.of(record, chain == null ? List.of() : chain, schema);
    }

    /** @param parent the path of what gets the outputs; empty for the record itself */
    static OutputSchemaPlan of(Schema record, List<String> parent, List<OutputField> fields, Existing existing) {
        return new OutputSchemaPlan(record, parent, fields, existing);
    }

    /** Whether there is null where the outputs belong: the record is to pass. */
    public boolean isNoPlace(Struct record) {
        return envelope.inner(record) == null;
    }

    /** Whether an output has the name of a field that it may neither replace nor keep: no Struct of the schema takes it. */
    public boolean clashes() {
        return problem != null;
    }

    /** The one schema of what has got its outputs; fields of a clash of names stay as they are. */
    public Schema schema() {
        return schema;
    }

    /**
     * The copy of what gets the outputs, with all of them null but for those whose name a field has that is not to be replaced; null
     * when there is null where they belong. Throws when there is no Struct for them.
     */
    @Nullable
    Struct copy(Struct record) {
        if (!hasParent && problem != null) {
            throw problem;
        }
        Struct input = envelope.inner(record);
        if (input == null) {
            return null;
        }
        Struct result = new Struct(schema);
        for (int i = 0; i < to.length; i++) {
            Object value = input.get(SchemaCopy.raw(i));
            if (value != null && to[i] != null) {
                result.put(to[i], value);
            }
        }
        return result;
    }

    /** The copy of the record, with the copy of what gets the outputs in its place. */
    Struct around(Struct record, Struct copy) {
        return envelope.around(record, copy);
    }

    /** By position in what gets the outputs, where the field is copied to; null where an output replaces it. Not to be changed. */
    public Field[] copied() {
        return to;
    }

    /** Puts the outputs into a copy; throws where one has no place. */
    void complete(Struct copy, OutputField[] fields, Prediction prediction) {
        if (problem != null) {
            throw problem;
        }
        for (int i = 0; i < outputs.length; i++) {
            if (kept[i] == null || copy.get(kept[i]) == null) {
                if (clashes[i] != null) {
                    throw clashes[i];
                }
                Object value = fields[i].value().apply(prediction);
                if (value != null) {
                    copy.put(outputs[i], value);
                }
            }
        }
    }

    /** Puts what there is to tell of a failure into a copy, where it has a place. */
    void fail(Struct copy, OutputField[] fields, Failed failed) {
        for (int i = 0; i < outputs.length; i++) {
            boolean isFree = clashes[i] == null && (kept[i] == null || copy.get(kept[i]) == null);
            Object value = isFree ? fields[i].of(failed, true) : null;
            if (value != null) {
                copy.put(outputs[i], value);
            }
        }
    }

    /** A required field with a default may hold null in a Struct: what is read then is the default. */
    private static boolean isNeverNull(Field field) {
        return !field.schema().isOptional() && field.schema().defaultValue() == null;
    }

    private static boolean sameType(Field before, OutputField output) {
        Schema schema = before.schema();
        return schema.type() == output.schema().type()
                && Objects.equals(schema.name(), output.schema().name())
                && (!schema.type().isPrimitive() ? schema.equals(output.schema()) : schema.name() == null);
    }

    private static MojoException anotherType(String name) {
        return Problem.of(RecordError.FIELD_EXISTS, "The record has a field '" + name + "' of another type")
                .where("output.existing=keep")
                .why("it is null, and a kept field that is null takes the prediction, which this one cannot")
                .fix("set output.type to the field's type, or output.existing=replace");
    }

    static MojoException existing(String name) {
        return Problem.of(RecordError.FIELD_EXISTS, "The record already has '" + name + "'")
                .where("output.existing=fail")
                .why("the prediction would overwrite it")
                .fix("set output.field to another name, or output.existing to replace or keep");
    }
}

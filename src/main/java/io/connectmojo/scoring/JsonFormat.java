package io.connectmojo.scoring;

import io.connectmojo.output.OutputField;
import io.connectmojo.output.OutputWriter;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.problem.RecordError;
import io.connectmojo.record.JsonObjectText;
import io.connectmojo.row.ColumnCounts;
import io.connectmojo.row.RowPlan;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code input.format=json}: text, or UTF-8 bytes, with one JSON object. The output is of the same kind. */
final class JsonFormat implements PayloadFormat {
    private final RowSpec spec;
    private final RowPlan plan;
    private final OutputWriter writer;
    private final JsonObjectText object;
    private boolean parsed;

    JsonFormat(RowSpec spec, RowPlan plan, OutputWriter writer, Predicate<String> needed) {
        this.spec = spec;
        this.plan = plan;
        this.writer = writer;
        Set<String> outputs = writer.fields().stream().map(OutputField::name).collect(Collectors.toSet());
        this.object = new JsonObjectText(needed, outputs::contains);
    }

    @Override
    public boolean read(Object payload, Row row, ColumnCounts counts) {
        parsed = false;
        object.read(text(payload));
        parsed = true;
        try {
            return plan.read(object.values(), row, counts);
        } catch (MojoException problem) {
            throw withNearestNames(problem, payload);
        }
    }

    /** The same problem told by a reading of all members: the nearest name may be one that nobody needs. */
    private MojoException withNearestNames(MojoException problem, Object payload) {
        if (problem.code() == RecordError.MISSING_COLUMNS || problem.code() == RecordError.NOTHING_MATCHED) {
            try {
                plan.read(allValues(payload), new Row(spec.columns().size()), new ColumnCounts(spec));
            } catch (MojoException toldBetter) {
                return toldBetter;
            }
        }
        return problem;
    }

    @Override
    public Object append(Object payload, Prediction prediction) {
        if (!parsed) {
            return payload;
        }
        String text = object.with(writer.additions(prediction, object::has, object::hasValue));
        if (payload instanceof String) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return payload instanceof byte[] ? bytes : ByteBuffer.wrap(bytes);
    }

    @Override
    public boolean isRead() {
        return parsed;
    }

    @Override
    public Object fields(Object payload) {
        return object.values();
    }

    /** Everything that the object says. */
    static Map<String, Object> allValues(Object payload) {
        JsonObjectText object = new JsonObjectText(name -> true, name -> false);
        object.read(text(payload));
        return object.values();
    }

    private static String text(Object payload) {
        if (payload instanceof String text) {
            return text;
        }
        ByteBuffer bytes =
                payload instanceof byte[] array ? ByteBuffer.wrap(array) : ((ByteBuffer) payload).duplicate();
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return text.toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(RecordError.NOT_JSON, "The bytes are not one JSON object")
                    .where("input.format=json")
                    .why("they are not UTF-8")
                    .fix("send JSON in UTF-8, or set input.format to what the records are");
        }
    }
}

package io.connectmojo.output;

import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PartFields;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** {@code output.layout=nested}: one Struct or Map, class and column names unchanged as keys of maps; arrays come
 * behind numbers and maps, and what is no part of the prediction last. */
final class NestedFields implements PartFields {
    private static final Schema FLOATS =
            SchemaBuilder.array(Schema.OPTIONAL_FLOAT32_SCHEMA).optional().build();

    private final PredictionShape shape;
    private final OutputOptions options;
    private final OutputStamp stamp;
    private final boolean hasProfile;
    private final List<OutputField> members = new ArrayList<>();
    private final List<OutputField> arrays = new ArrayList<>();
    private final List<OutputField> last = new ArrayList<>();

    private NestedFields(PredictionShape shape, OutputOptions options, OutputStamp stamp, boolean hasProfile) {
        this.shape = shape;
        this.options = options;
        this.stamp = stamp;
        this.hasProfile = hasProfile;
    }

    static OutputField of(PredictionShape shape, OutputOptions options, OutputStamp stamp, ProfileFacts profile) {
        NestedFields nested = new NestedFields(shape, options, stamp, profile.exists());
        nested.prediction();
        for (OutputPart part : OutputPart.values()) {
            if (options.parts().contains(part)) {
                part.addTo(nested);
            }
        }
        nested.members.addAll(nested.arrays);
        nested.members.addAll(DecisionFields.of("", shape, options.decisions(), profile.bound()));
        nested.members.addAll(nested.last);
        return nested.field();
    }

    private OutputField field() {
        SchemaBuilder builder = SchemaBuilder.struct()
                .name("io.connectmojo." + shape.category() + "." + Labels.asAvroName(options.field()))
                .optional();
        members.forEach(member -> builder.field(member.name(), member.schema()));
        Schema schema = builder.build();
        Field[] places = schema.fields().toArray(new Field[0]);
        boolean tellsProblems = members.stream().anyMatch(member -> member.failure() != OutputField.NOTHING);
        return new OutputField(
                options.field(),
                schema,
                prediction -> struct(schema, places, member -> member.value().apply(prediction)),
                prediction -> map(member -> member.value().apply(prediction)),
                tellsProblems
                        ? problem -> struct(
                                schema, places, member -> member.failure().apply(problem))
                        : OutputField.NOTHING,
                tellsProblems ? problem -> map(member -> member.failure().apply(problem)) : OutputField.NOTHING);
    }

    private Struct struct(Schema schema, Field[] places, Function<OutputField, Object> value) {
        Struct struct = new Struct(schema);
        for (int i = 0; i < places.length; i++) {
            struct.put(places[i], value.apply(members.get(i)));
        }
        return struct;
    }

    private Map<String, Object> map(Function<OutputField, Object> value) {
        Map<String, Object> map = new LinkedHashMap<>();
        members.forEach(member -> map.put(member.name(), value.apply(member)));
        return map;
    }

    private void prediction() {
        if (shape.category().hasOnePrediction()) {
            String name = shape.category().hasClasses() ? "label" : "value";
            members.add(PredictionValue.of(name, shape, options));
        } else if (!shape.dimensionNames().isEmpty()) {
            map("value", shape.dimensionNames(), x -> x.dimensions);
        } else if (shape.category().isSinglePrecision()) {
            member("value", FLOATS, x -> PredictionValues.floats(x.dimensions));
        } else {
            member("value", PredictionValues.DOUBLES, x -> PredictionValues.list(x.dimensions));
        }
        if (shape.category().tellsClusterToo()) {
            member("cluster", Schema.OPTIONAL_INT32_SCHEMA, PredictionValues::cluster);
        }
    }

    @Override
    public void number(String name, ToDoubleFunction<Prediction> value) {
        members.add(OutputField.ofDouble(name, value));
    }

    @Override
    public void numbers(By by, String prefix, String member, Function<Prediction, double[]> values) {
        switch (by) {
            case CLASS -> map(member, shape.probabilityNames(), values);
            case CLUSTER -> list(member, values);
            case CELL ->
                map(
                        member,
                        shape.reconstruction().stream()
                                .map(NestedFields::cellName)
                                .toList(),
                        values);
        }
    }

    @Override
    public void list(String name, Function<Prediction, double[]> values) {
        arrays.add(OutputField.of(name, PredictionValues.DOUBLES, x -> PredictionValues.list(values.apply(x))));
    }

    @Override
    public void texts(String name, Function<Prediction, String[]> values) {
        arrays.add(OutputField.of(name, PredictionValues.TEXTS, x -> PredictionValues.texts(values.apply(x))));
    }

    @Override
    public void contributions() {
        members.addAll(ContributionFields.nested(shape, options.contributions()));
    }

    @Override
    public void previous(String name) {
        last.add(PredictionValue.ofPrevious(name, shape, options));
    }

    @Override
    public void count(String name, ToIntFunction<Prediction> value) {
        last.add(OutputField.ofCount(name, value));
    }

    @Override
    public void countByProfile(String name, ToIntFunction<Prediction> value) {
        if (hasProfile) {
            count(name, value);
        }
    }

    @Override
    public void problem(String name) {
        last.add(OutputField.ofProblem(name));
    }

    @Override
    public void modelStamp(String name) {
        last.add(OutputField.of(name, Schema.OPTIONAL_STRING_SCHEMA, x -> stamp.model()));
    }

    @Override
    public void arm(String name) {
        last.add(OutputField.of(name, Schema.OPTIONAL_STRING_SCHEMA, x -> stamp.arm()));
    }

    private static String cellName(ReconstructedCell cell) {
        return cell.missing()
                ? cell.column() + ".missing(NA)"
                : cell.level() == null ? cell.column() : cell.column() + "." + cell.level();
    }

    private void member(String name, Schema schema, Function<Prediction, Object> value) {
        members.add(OutputField.of(name, schema, value));
    }

    private void map(String name, List<String> keys, Function<Prediction, double[]> values) {
        Labels.requireUnique(name, keys);
        member(name, PredictionValues.NUMBERS, x -> PredictionValues.map(keys, values.apply(x)));
    }
}

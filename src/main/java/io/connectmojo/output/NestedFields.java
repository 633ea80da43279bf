package io.connectmojo.output;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.Problem;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** {@code output.layout=nested}: one Struct or Map, class and column names unchanged as keys of maps. */
final class NestedFields {
    private static final Schema NUMBERS = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_FLOAT64_SCHEMA)
            .optional()
            .build();
    private static final Schema FLOATS =
            SchemaBuilder.array(Schema.OPTIONAL_FLOAT32_SCHEMA).optional().build();

    private final PredictionShape shape;
    private final OutputOptions options;
    private final List<OutputField> members = new ArrayList<>();

    private NestedFields(PredictionShape shape, OutputOptions options) {
        this.shape = shape;
        this.options = options;
    }

    static OutputField of(PredictionShape shape, OutputOptions options, String modelStamp) {
        NestedFields nested = new NestedFields(shape, options);
        nested.prediction();
        nested.parts();
        if (options.model()) {
            nested.members.add(OutputField.of("model", Schema.OPTIONAL_STRING_SCHEMA, x -> modelStamp));
        }
        return nested.field();
    }

    private OutputField field() {
        SchemaBuilder builder = SchemaBuilder.struct()
                .name("io.connectmojo." + shape.category() + "." + Labels.asAvroName(options.field()))
                .optional();
        members.forEach(member -> builder.field(member.name(), member.schema()));
        Schema schema = builder.build();
        Field[] places = schema.fields().toArray(new Field[0]);
        return new OutputField(
                options.field(),
                schema,
                prediction -> {
                    Struct struct = new Struct(schema);
                    for (int i = 0; i < places.length; i++) {
                        struct.put(places[i], members.get(i).value().apply(prediction));
                    }
                    return struct;
                },
                prediction -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    members.forEach(
                            member -> map.put(member.name(), member.value().apply(prediction)));
                    return map;
                });
    }

    private void prediction() {
        switch (shape.category()) {
            case DimReduction -> member("value", FlatFields.DOUBLES, x -> PredictionValues.list(x.dimensions));
            case WordEmbedding -> member("value", FLOATS, x -> PredictionValues.floats(x.dimensions));
            case TargetEncoder -> numbers("value", shape.dimensionNames(), PredictionArray.DIMENSIONS);
            case Binomial, Multinomial, Ordinal -> members.add(PredictionValue.of("label", shape, options));
            default -> members.add(PredictionValue.of("value", shape, options));
        }
        if (shape.category() == Category.KLime) {
            member("cluster", Schema.OPTIONAL_INT32_SCHEMA, x -> x.cluster < 0 ? null : (Object) x.cluster);
        }
    }

    private void parts() {
        if (asks(OutputPart.PROBABILITIES)) {
            numbers("probabilities", FlatFields.classNames(shape), PredictionArray.PROBABILITIES);
        }
        if (asks(OutputPart.CALIBRATED_PROBABILITIES)) {
            numbers("calibrated_probabilities", shape.classes(), PredictionArray.CALIBRATED);
        }
        if (asks(OutputPart.CONTRIBUTIONS)) {
            contributions();
        }
        if (asks(OutputPart.SCORE)) {
            members.add(OutputField.ofDouble("score", x -> PredictionValues.orNull(x.score)));
        }
        if (asks(OutputPart.LEAF_NODES)) {
            member("leaf_nodes", FlatFields.TEXTS, x -> PredictionValues.texts(x.leafPaths));
        }
        if (asks(OutputPart.STAGED_PREDICTIONS)) {
            member("staged", FlatFields.DOUBLES, x -> PredictionValues.list(x.staged));
        }
        if (asks(OutputPart.DISTANCES)) {
            member("distances", FlatFields.DOUBLES, x -> PredictionValues.list(x.distances));
        }
        if (asks(OutputPart.RECONSTRUCTION)) {
            List<String> names =
                    shape.reconstruction().stream().map(NestedFields::cellName).toList();
            numbers("reconstruction", names, PredictionArray.RECONSTRUCTION);
        }
        if (shape.anomalyThreshold()) {
            member("is_anomaly", Schema.OPTIONAL_BOOLEAN_SCHEMA, OutputCheck::anomaly);
        }
        if (options.threshold() != null && shape.category() != Category.Binomial) {
            member("exceeded", Schema.OPTIONAL_BOOLEAN_SCHEMA, OutputCheck.exceeding(options.threshold()));
        }
    }

    private void contributions() {
        List<String> names = new ArrayList<>(shape.contributions());
        if (options.contributionsTop() > 0) {
            member("contributions", NUMBERS, x -> {
                Map<String, Double> top = new LinkedHashMap<>();
                for (int i : PredictionValues.top(x.contributions, options.contributionsTop())) {
                    top.put(names.get(i), PredictionValues.orNull(x.contributions[i]));
                }
                return top;
            });
            return;
        }
        if (shape.category() == Category.KLime) {
            member("contributions", NUMBERS, x -> {
                Map<String, Double> all = PredictionValues.map(withBias(names), x.contributions);
                all.remove("bias");
                return all;
            });
            return;
        }
        numbers("contributions", withBias(names), PredictionArray.CONTRIBUTIONS);
    }

    private static List<String> withBias(List<String> names) {
        List<String> all = new ArrayList<>(names);
        all.add("bias");
        return all;
    }

    private static String cellName(ReconstructedCell cell) {
        return cell.missing()
                ? cell.column() + ".missing(NA)"
                : cell.level() == null ? cell.column() : cell.column() + "." + cell.level();
    }

    private boolean asks(OutputPart part) {
        return options.parts().contains(part);
    }

    private void member(String name, Schema schema, Function<Prediction, Object> value) {
        members.add(OutputField.of(name, schema, value));
    }

    private void numbers(String name, List<String> names, PredictionArray source) {
        requireUnique(name, names);
        member(name, NUMBERS, x -> PredictionValues.map(names, source.of(x)));
    }

    /** As keys of a map the model's own names stay as they are; they may still be equal. */
    private static void requireUnique(String map, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw Problem.of(ConfigError.OUTPUT_NAMES_COLLIDE, "Two " + map + " would be called '" + name + "'")
                        .where("output.include")
                        .why("the model itself has that name twice")
                        .fix("leave " + map + " out of output.include, or rename the column and train again");
            }
        }
    }
}

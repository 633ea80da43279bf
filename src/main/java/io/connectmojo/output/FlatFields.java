package io.connectmojo.output;

import static io.connectmojo.output.Labels.asName;

import io.connectmojo.score.Category;
import io.connectmojo.score.Part;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** {@code output.layout=flat}: one top-level field for each number. */
final class FlatFields {
    static final Schema TEXTS =
            SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build();
    static final Schema DOUBLES =
            SchemaBuilder.array(Schema.OPTIONAL_FLOAT64_SCHEMA).optional().build();

    private final PredictionShape shape;
    private final OutputOptions options;
    private final String p;
    private final List<OutputField> fields = new ArrayList<>();

    private FlatFields(PredictionShape shape, OutputOptions options) {
        this.shape = shape;
        this.options = options;
        this.p = options.field();
    }

    static List<OutputField> of(PredictionShape shape, OutputOptions options, String modelStamp) {
        FlatFields flat = new FlatFields(shape, options);
        flat.prediction();
        flat.parts();
        flat.verdicts();
        if (options.model()) {
            flat.fields.add(OutputField.of(flat.p + "_model", Schema.OPTIONAL_STRING_SCHEMA, x -> modelStamp));
        }
        return flat.fields;
    }

    private void prediction() {
        switch (shape.category()) {
            case DimReduction -> {
                for (int i = 0; i < shape.dimensions(); i++) {
                    int index = i;
                    number(p + "_" + (i + 1), index, Source.DIMENSIONS);
                }
            }
            case WordEmbedding -> {
                for (int i = 0; i < shape.dimensions(); i++) {
                    int index = i;
                    fields.add(OutputField.of(
                            p + "_" + (i + 1),
                            Schema.OPTIONAL_FLOAT32_SCHEMA,
                            x -> Double.isNaN(x.dimensions[index]) ? null : (Object) (float) x.dimensions[index]));
                }
            }
            case TargetEncoder -> numbers(p + "_", shape.dimensionNames(), Source.DIMENSIONS);
            default -> fields.add(PredictionValue.of(p, shape, options));
        }
        if (shape.category() == Category.KLime) {
            fields.add(OutputField.of(
                    p + "_cluster", Schema.OPTIONAL_INT32_SCHEMA, x -> x.cluster < 0 ? null : (Object) x.cluster));
        }
    }

    private void parts() {
        if (asks(Part.PROBABILITIES)) {
            numbers(p + "_p_", classNames(shape), Source.PROBABILITIES);
        }
        if (asks(Part.CALIBRATED_PROBABILITIES)) {
            numbers(p + "_calibrated_p_", shape.classes(), Source.CALIBRATED);
        }
        if (asks(Part.CONTRIBUTIONS)) {
            contributions();
        }
        if (asks(Part.SCORE)) {
            fields.add(OutputField.ofDouble(p + "_score", x -> Values.orNull(x.score)));
        }
        if (asks(Part.LEAF_NODES)) {
            fields.add(OutputField.of(p + "_leaf_nodes", TEXTS, x -> Values.texts(x.leafPaths)));
        }
        if (asks(Part.STAGED_PREDICTIONS)) {
            fields.add(OutputField.of(p + "_staged", DOUBLES, x -> Values.list(x.staged)));
        }
        if (asks(Part.DISTANCES)) {
            for (int i = 0; i < shape.distances(); i++) {
                number(p + "_distance_" + i, i, Source.DISTANCES);
            }
        }
        if (asks(Part.RECONSTRUCTION)) {
            int i = 0;
            for (ReconstructedCell cell : shape.reconstruction()) {
                number(p + "_r_" + asName(cell.column()) + suffix(cell), i++, Source.RECONSTRUCTION);
            }
        }
    }

    private static String suffix(ReconstructedCell cell) {
        return cell.missing() ? "_missing" : cell.level() == null ? "" : "_" + asName(cell.level());
    }

    private void contributions() {
        if (options.contributionsTop() == 0) {
            numbers(p + "_contribution_", shape.contributions(), Source.CONTRIBUTIONS);
            if (shape.category() != Category.KLime) {
                number(p + "_contribution_bias", shape.contributions().size(), Source.CONTRIBUTIONS);
            }
            return;
        }
        List<String> names = shape.contributions();
        int k = Math.min(options.contributionsTop(), names.size());
        for (int rank = 0; rank < k; rank++) {
            int index = rank;
            fields.add(OutputField.of(
                    p + "_reason_" + (rank + 1),
                    Schema.OPTIONAL_STRING_SCHEMA,
                    x -> names.get(Values.top(x.contributions, index + 1)[index])));
            fields.add(OutputField.ofDouble(
                    p + "_reason_" + (rank + 1) + "_value",
                    x -> Values.orNull(x.contributions[Values.top(x.contributions, index + 1)[index]])));
        }
    }

    private void verdicts() {
        if (shape.anomalyThreshold()) {
            fields.add(OutputField.of(p + "_is_anomaly", Schema.OPTIONAL_BOOLEAN_SCHEMA, Verdicts::anomaly));
        }
        if (options.threshold() != null && shape.category() != Category.Binomial) {
            fields.add(OutputField.of(
                    p + "_exceeded", Schema.OPTIONAL_BOOLEAN_SCHEMA, Verdicts.exceeding(options.threshold())));
        }
    }

    private boolean asks(Part part) {
        return options.parts().contains(part);
    }

    static List<String> classNames(PredictionShape shape) {
        return shape.category() == Category.BinomialUplift ? List.of("treatment", "control") : shape.classes();
    }

    private void numbers(String prefix, List<String> names, Source source) {
        for (int i = 0; i < names.size(); i++) {
            number(prefix + asName(names.get(i)), i, source);
        }
    }

    private void number(String name, int index, Source source) {
        fields.add(OutputField.ofDouble(name, x -> Values.orNull(source.of(x)[index])));
    }
}

package io.connectmojo.output;

import static io.connectmojo.output.Labels.asName;

import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
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
                    number(p + "_" + (i + 1), index, PredictionArray.DIMENSIONS);
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
            case TargetEncoder -> numbers(p + "_", shape.dimensionNames(), PredictionArray.DIMENSIONS);
            default -> fields.add(PredictionValue.of(p, shape, options));
        }
        if (shape.category() == Category.KLime) {
            fields.add(OutputField.of(
                    p + "_cluster", Schema.OPTIONAL_INT32_SCHEMA, x -> x.cluster < 0 ? null : (Object) x.cluster));
        }
    }

    private void parts() {
        if (asks(OutputPart.PROBABILITIES)) {
            numbers(p + "_p_", classNames(shape), PredictionArray.PROBABILITIES);
        }
        if (asks(OutputPart.CALIBRATED_PROBABILITIES)) {
            numbers(p + "_calibrated_p_", shape.classes(), PredictionArray.CALIBRATED);
        }
        if (asks(OutputPart.CONTRIBUTIONS)) {
            contributions();
        }
        if (asks(OutputPart.SCORE)) {
            fields.add(OutputField.ofDouble(p + "_score", x -> PredictionValues.orNull(x.score)));
        }
        if (asks(OutputPart.LEAF_NODES)) {
            fields.add(OutputField.of(p + "_leaf_nodes", TEXTS, x -> PredictionValues.texts(x.leafPaths)));
        }
        if (asks(OutputPart.STAGED_PREDICTIONS)) {
            fields.add(OutputField.of(p + "_staged", DOUBLES, x -> PredictionValues.list(x.staged)));
        }
        if (asks(OutputPart.DISTANCES)) {
            for (int i = 0; i < shape.distances(); i++) {
                number(p + "_distance_" + i, i, PredictionArray.DISTANCES);
            }
        }
        if (asks(OutputPart.RECONSTRUCTION)) {
            int i = 0;
            for (ReconstructedCell cell : shape.reconstruction()) {
                number(p + "_r_" + asName(cell.column()) + suffix(cell), i++, PredictionArray.RECONSTRUCTION);
            }
        }
    }

    private static String suffix(ReconstructedCell cell) {
        return cell.missing() ? "_missing" : cell.level() == null ? "" : "_" + asName(cell.level());
    }

    private void contributions() {
        if (options.contributionsTop() == 0) {
            numbers(p + "_contribution_", shape.contributions(), PredictionArray.CONTRIBUTIONS);
            if (shape.category() != Category.KLime) {
                number(p + "_contribution_bias", shape.contributions().size(), PredictionArray.CONTRIBUTIONS);
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
                    x -> names.get(PredictionValues.top(x.contributions, index + 1)[index])));
            fields.add(OutputField.ofDouble(
                    p + "_reason_" + (rank + 1) + "_value",
                    x -> PredictionValues.orNull(
                            x.contributions[PredictionValues.top(x.contributions, index + 1)[index]])));
        }
    }

    private void verdicts() {
        if (shape.anomalyThreshold()) {
            fields.add(OutputField.of(p + "_is_anomaly", Schema.OPTIONAL_BOOLEAN_SCHEMA, OutputCheck::anomaly));
        }
        if (options.threshold() != null && shape.category() != Category.Binomial) {
            fields.add(OutputField.of(
                    p + "_exceeded", Schema.OPTIONAL_BOOLEAN_SCHEMA, OutputCheck.exceeding(options.threshold())));
        }
    }

    private boolean asks(OutputPart part) {
        return options.parts().contains(part);
    }

    static List<String> classNames(PredictionShape shape) {
        return shape.category() == Category.BinomialUplift ? List.of("treatment", "control") : shape.classes();
    }

    private void numbers(String prefix, List<String> names, PredictionArray source) {
        for (int i = 0; i < names.size(); i++) {
            number(prefix + asName(names.get(i)), i, source);
        }
    }

    private void number(String name, int index, PredictionArray source) {
        fields.add(OutputField.ofDouble(name, x -> PredictionValues.orNull(source.of(x)[index])));
    }
}

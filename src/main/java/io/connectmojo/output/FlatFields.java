package io.connectmojo.output;

import static io.connectmojo.output.Labels.asName;

import io.connectmojo.score.OutputPart;
import io.connectmojo.score.PartFields;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import io.connectmojo.score.PredictionShape.ReconstructedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;

/** {@code output.layout=flat}: one top-level field for each number; arrays come behind them, and what is no part of the prediction last. */
final class FlatFields implements PartFields {
    private final PredictionShape shape;
    private final OutputOptions options;
    private final OutputStamp stamp;
    private final boolean hasProfile;
    private final String p;
    private final List<OutputField> fields = new ArrayList<>();
    private final List<OutputField> arrays = new ArrayList<>();
    private final List<OutputField> last = new ArrayList<>();

    private FlatFields(PredictionShape shape, OutputOptions options, OutputStamp stamp, boolean hasProfile) {
        this.shape = shape;
        this.options = options;
        this.stamp = stamp;
        this.hasProfile = hasProfile;
        this.p = options.field();
    }

    static List<OutputField> of(PredictionShape shape, OutputOptions options, OutputStamp stamp, ProfileFacts profile) {
        FlatFields flat = new FlatFields(shape, options, stamp, profile.exists());
        flat.prediction();
        for (OutputPart part : OutputPart.values()) {
            if (options.parts().contains(part)) {
                part.addTo(flat);
            }
        }
        flat.fields.addAll(flat.arrays);
        flat.fields.addAll(DecisionFields.of(flat.p + "_", shape, options.decisions(), profile.bound()));
        flat.fields.addAll(flat.last);
        return flat.fields;
    }

    private void prediction() {
        if (shape.category().hasOnePrediction()) {
            fields.add(PredictionValue.of(p, shape, options));
        } else if (!shape.dimensionNames().isEmpty()) {
            each("", shape.dimensionNames(), x -> x.dimensions);
        } else {
            for (int i = 0; i < shape.dimensions(); i++) {
                dimension(p + "_" + (i + 1), i);
            }
        }
        if (shape.category().tellsClusterToo()) {
            fields.add(OutputField.of(p + "_cluster", Schema.OPTIONAL_INT32_SCHEMA, PredictionValues::cluster));
        }
    }

    private void dimension(String name, int index) {
        if (shape.category().isSinglePrecision()) {
            fields.add(OutputField.of(
                    name,
                    Schema.OPTIONAL_FLOAT32_SCHEMA,
                    x -> Double.isNaN(x.dimensions[index]) ? null : (Object) (float) x.dimensions[index]));
        } else {
            fields.add(OutputField.ofDouble(name, x -> x.dimensions[index]));
        }
    }

    @Override
    public void number(String name, ToDoubleFunction<Prediction> value) {
        fields.add(OutputField.ofDouble(p + "_" + name, value));
    }

    @Override
    public void numbers(By by, String prefix, String member, Function<Prediction, double[]> values) {
        List<String> names = switch (by) {
            case CLASS -> shape.probabilityNames();
            case CLUSTER ->
                IntStream.range(0, shape.distances())
                        .mapToObj(Integer::toString)
                        .toList();
            case CELL -> shape.reconstruction().stream().map(FlatFields::name).toList();
        };
        each(prefix, names, values);
    }

    private static String name(ReconstructedCell cell) {
        return cell.missing()
                ? cell.column() + "_missing"
                : cell.level() == null ? cell.column() : cell.column() + "_" + cell.level();
    }

    @Override
    public void list(String name, Function<Prediction, double[]> values) {
        arrays.add(
                OutputField.of(p + "_" + name, PredictionValues.DOUBLES, x -> PredictionValues.list(values.apply(x))));
    }

    @Override
    public void texts(String name, Function<Prediction, String[]> values) {
        arrays.add(
                OutputField.of(p + "_" + name, PredictionValues.TEXTS, x -> PredictionValues.texts(values.apply(x))));
    }

    @Override
    public void contributions() {
        fields.addAll(ContributionFields.flat(shape, options));
    }

    @Override
    public void previous(String name) {
        last.add(PredictionValue.ofPrevious(p + "_" + name, shape, options));
    }

    @Override
    public void count(String name, ToIntFunction<Prediction> value) {
        last.add(OutputField.ofCount(p + "_" + name, value));
    }

    @Override
    public void countByProfile(String name, ToIntFunction<Prediction> value) {
        if (hasProfile) {
            count(name, value);
        }
    }

    @Override
    public void problem(String name) {
        last.add(OutputField.ofProblem(p + "_" + name));
    }

    @Override
    public void modelStamp(String name) {
        last.add(OutputField.of(p + "_" + name, Schema.OPTIONAL_STRING_SCHEMA, x -> stamp.model()));
    }

    @Override
    public void arm(String name) {
        last.add(OutputField.of(p + "_" + name, Schema.OPTIONAL_STRING_SCHEMA, x -> stamp.arm()));
    }

    private void each(String prefix, List<String> names, Function<Prediction, double[]> values) {
        for (int i = 0; i < names.size(); i++) {
            element(prefix + asName(names.get(i)), i, values);
        }
    }

    private void element(String name, int index, Function<Prediction, double[]> values) {
        fields.add(OutputField.ofDouble(p + "_" + name, x -> values.apply(x)[index]));
    }
}

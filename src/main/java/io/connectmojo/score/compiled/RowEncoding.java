package io.connectmojo.score.compiled;

import hex.genmodel.CategoricalEncoding;
import hex.genmodel.GenModel;
import hex.genmodel.easy.CategoricalEncoder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.score.NotCompiled;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a row become the array that genmodel's score0 takes. For most models they are that array; for the rare
 * categorical encodings genmodel's own encoders fill it, asked once per level where a level becomes one number. Immutable,
 * shared by all tasks.
 */
final class RowEncoding {
    private final int rawLength;
    private final boolean identity;
    private final Column[] columns;

    private RowEncoding(int rawLength, boolean identity, Column[] columns) {
        this.rawLength = rawLength;
        this.identity = identity;
        this.columns = columns;
    }

    /** Writes the value of one column. */
    private sealed interface Column {
        void write(double value, double[] raw);

        int target();
    }

    private record Numeric(int target) implements Column {
        @Override
        public void write(double value, double[] raw) {
            raw[target] = value;
        }
    }

    /** A level becomes one number; the last code is that of missing. */
    private record Code(int target, double[] codes) implements Column {
        @Override
        public void write(double value, double[] raw) {
            int missing = codes.length - 1;
            raw[target] = codes[value >= 0 && value < missing ? (int) value : missing];
        }
    }

    /** A level becomes several numbers. */
    private record Cells(int target, String[] levels, CategoricalEncoder encoder) implements Column {
        @Override
        public void write(double value, double[] raw) {
            boolean known = value >= 0 && value < levels.length;
            if (!known || !encoder.encodeCatValue(levels[(int) value], raw)) {
                encoder.encodeNA(raw);
            }
        }
    }

    static RowEncoding of(Model model) throws NotCompiled {
        GenModel genModel = model.genModel();
        CategoricalEncoding encoding = genModel.getCategoricalEncoding();
        if (encoding == null) {
            throw new NotCompiled("genmodel does not know its categorical encoding");
        }
        Map<String, Integer> targets = encoding.createColumnMapping(genModel);
        Map<Integer, CategoricalEncoder> encoders = encoding.createCategoricalEncoders(genModel, targets);
        List<ModelColumn> inputs = model.columns();
        Column[] columns = new Column[inputs.size()];
        boolean identity = encoding == CategoricalEncoding.AUTO && columns.length == genModel.nfeatures();
        for (int c = 0; c < columns.length; c++) {
            ModelColumn input = inputs.get(c);
            Integer target = targets.get(input.name());
            if (target == null || target >= genModel.nfeatures()) {
                throw new NotCompiled("genmodel has no place for column " + input.name());
            }
            columns[c] = column(input, target, encoders.get(target), genModel.nfeatures());
            identity &= target == c;
        }
        return new RowEncoding(genModel.nfeatures(), identity, columns);
    }

    private static Column column(ModelColumn input, int target, @Nullable CategoricalEncoder encoder, int rawLength)
            throws NotCompiled {
        boolean categorical = input.kind() == ModelColumn.Kind.CATEGORICAL;
        if (categorical != (encoder != null) || input.kind() == ModelColumn.Kind.WORDS) {
            throw new NotCompiled("genmodel takes column " + input.name() + " for another kind");
        }
        if (encoder == null) {
            return new Numeric(target);
        }
        List<String> levels = input.levels();
        if (new HashSet<>(levels).size() < levels.size()) {
            throw new NotCompiled("two levels of column " + input.name() + " have the same name");
        }
        double[] codes = new double[levels.size() + 1];
        double[] raw = new double[rawLength];
        for (int level = 0; level < codes.length; level++) {
            Arrays.fill(raw, Double.NaN);
            if (level == levels.size() || !encoder.encodeCatValue(levels.get(level), raw)) {
                encoder.encodeNA(raw);
            }
            codes[level] = raw[target];
            raw[target] = Double.NaN;
            if (level == 0 && !Arrays.stream(raw).allMatch(Double::isNaN)) {
                return new Cells(target, levels.toArray(new String[0]), encoder);
            }
        }
        return new Code(target, codes);
    }

    /** An array for {@link #encode}; not needed when the values are the array. */
    double[] newRaw() {
        return new double[identity ? 0 : rawLength];
    }

    /** The row as score0 takes it: the values themselves, or {@code raw}. */
    double[] encode(double[] values, double[] raw) {
        if (identity) {
            return values;
        }
        Arrays.fill(raw, Double.NaN);
        for (int c = 0; c < columns.length; c++) {
            columns[c].write(values[c], raw);
        }
        return raw;
    }

    /** Where the value of a numeric column goes. */
    int target(int column) {
        return columns[column].target();
    }
}

package io.connectmojo.row;

import hex.ModelCategory;
import hex.genmodel.CategoricalEncoding;
import hex.genmodel.GenModel;
import hex.genmodel.easy.CategoricalEncoder;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.RowToRawDataConverter;
import hex.genmodel.easy.error.VoidErrorConsumer;
import hex.genmodel.easy.exception.PredictException;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.score.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A model of any categorical encoding as far as the model library's own way from a RowData to numbers goes. */
final class EncodedModel extends GenModel {
    private static final long serialVersionUID = 1L;

    private final transient CategoricalEncoding encoding;
    private final String[] columns;
    private final String[][] levels;
    private final double[] projection;
    private final int width;
    private final transient Map<String, Integer> mapping;
    private final transient Map<Integer, CategoricalEncoder> encoders;

    EncodedModel(CategoricalEncoding encoding, List<ColumnSpec> specs, Random r) {
        super(names(specs), domains(specs, encoding), null);
        this.encoding = encoding;
        this.columns = names(specs);
        this.levels = domains(specs, null);
        int all = Arrays.stream(levels).mapToInt(l -> l == null ? 0 : l.length).sum();
        this.projection = r.doubles(all).toArray();
        this.width = columns.length + 2 * all + 2 * columns.length;
        this.mapping = encoding.createColumnMapping(this);
        this.encoders = encoding.createCategoricalEncoders(this, mapping);
    }

    private static String[] names(List<ColumnSpec> specs) {
        return specs.stream().map(ColumnSpec::name).toArray(String[]::new);
    }

    private static String[][] domains(List<ColumnSpec> specs, CategoricalEncoding encoding) {
        return specs.stream()
                .map(spec -> spec.levels().names())
                .map(names -> names.isEmpty()
                        ? null
                        : encoding == CategoricalEncoding.EnumLimited
                                ? new String[] {names.get(0), "other"}
                                : names.toArray(new String[0]))
                .toArray(String[][]::new);
    }

    /** What the wrapper's converter makes of a RowData. */
    double[] convert(RowData data) throws PredictException {
        RowToRawDataConverter converter = new RowToRawDataConverter(
                this,
                mapping,
                encoders,
                new VoidErrorConsumer(),
                new EasyPredictModelWrapper.Config().setModel(this).setConvertUnknownCategoricalLevelsToNa(true));
        return converter.convert(data, blank());
    }

    /** What the same encoders make of a row of numbers and level indices. */
    double[] encode(Row row) {
        double[] raw = blank();
        for (int i = 0; i < columns.length; i++) {
            int at = mapping.get(columns[i]);
            CategoricalEncoder encoder = encoders.get(at);
            if (encoder == null) {
                raw[at] = row.values[i];
            } else if (Double.isNaN(row.values[i])) {
                encoder.encodeNA(raw);
            } else {
                encoder.encodeCatValue(levels[i][(int) row.values[i]], raw);
            }
        }
        return raw;
    }

    private double[] blank() {
        double[] raw = new double[width];
        Arrays.fill(raw, Double.NaN);
        return raw;
    }

    @Override
    public int nfeatures() {
        return width;
    }

    @Override
    public int getNumCols() {
        return columns.length;
    }

    @Override
    public String[] getOrigNames() {
        return columns;
    }

    @Override
    public String[][] getOrigDomainValues() {
        return levels;
    }

    @Override
    public double[] getOrigProjectionArray() {
        return projection;
    }

    @Override
    public CategoricalEncoding getCategoricalEncoding() {
        return encoding;
    }

    @Override
    public ModelCategory getModelCategory() {
        return ModelCategory.Regression;
    }

    @Override
    public String getUUID() {
        return "test";
    }

    @Override
    public double[] score0(double[] row, double[] preds) {
        throw new UnsupportedOperationException();
    }
}

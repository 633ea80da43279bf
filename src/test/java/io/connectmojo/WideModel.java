package io.connectmojo;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A compiled model as H2O writes them, of 300 numeric columns {@code column_0} to {@code column_299}: their sum. */
public final class WideModel extends GenModel {
    static final int COLUMNS = 300;

    private static final long serialVersionUID = 1L;

    public WideModel() {
        super(
                Stream.concat(IntStream.range(0, COLUMNS).mapToObj(i -> "column_" + i), Stream.of("y"))
                        .toArray(String[]::new),
                new String[COLUMNS + 1][],
                "y");
    }

    @Override
    public int nfeatures() {
        return COLUMNS;
    }

    @Override
    public ModelCategory getModelCategory() {
        return ModelCategory.Regression;
    }

    @Override
    public boolean isSupervised() {
        return true;
    }

    @Override
    public String getUUID() {
        return "1";
    }

    @Override
    public double[] score0(double[] row, double[] preds) {
        preds[0] = 0;
        for (int i = 0; i < COLUMNS; i++) {
            preds[0] += row[i];
        }
        return preds;
    }
}

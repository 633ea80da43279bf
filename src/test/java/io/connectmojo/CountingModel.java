package io.connectmojo;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import java.util.concurrent.atomic.AtomicInteger;

/** A compiled model as H2O writes them, that counts what it is asked. It does not score a negative {@code x}. */
public final class CountingModel extends GenModel {
    private static final long serialVersionUID = 1L;

    static final AtomicInteger SCORED = new AtomicInteger();

    public CountingModel() {
        super(new String[] {"x", "colour", "y"}, new String[][] {null, {"red", "green"}, null}, "y");
    }

    @Override
    public int nfeatures() {
        return 2;
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
        SCORED.incrementAndGet();
        if (row[0] < 0) {
            throw new IllegalStateException("negative");
        }
        preds[0] = 1 / row[0] + 0.5 * row[1];
        row[0] = -7;
        return preds;
    }
}

package io.connectmojo;

import hex.ModelCategory;
import hex.genmodel.GenModel;

/** A compiled model as H2O writes them, with the columns of the example on the page about mapping: its cells, weighted. */
public final class ChangeEventModel extends GenModel {
    private static final long serialVersionUID = 1L;

    public ChangeEventModel() {
        super(
                new String[] {"sqft", "condition", "has_pool", "sold", "city", "price"},
                new String[][] {
                    null, {"1", "2", "3", "4", "5"}, {"no", "yes"}, null, {"Bellevue", "Kirkland", "Seattle"}, null
                },
                "price");
    }

    @Override
    public int nfeatures() {
        return 5;
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
        preds[0] = row[0] + 1e3 * row[1] + 1e4 * row[2] + row[3] + 1e5 * row[4];
        return preds;
    }
}

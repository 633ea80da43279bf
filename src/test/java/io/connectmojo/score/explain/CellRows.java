package io.connectmojo.score.explain;

import hex.genmodel.GenModel;
import io.connectmojo.score.compiled.tree.RandomRows;

/** Random rows as a record can become one: levels that training did not see are missing. */
public final class CellRows {
    private final RandomRows rows;
    private final GenModel model;

    public CellRows(GenModel model, float[][] thresholds, long seed) {
        this.rows = new RandomRows(model, thresholds, seed);
        this.model = model;
    }

    public void fill(double[] row) {
        rows.fill(row);
        for (int c = 0; c < row.length; c++) {
            String[] levels = model.getDomainValues(c);
            if (levels != null && row[c] >= levels.length) {
                row[c] = Double.NaN;
            }
        }
    }
}

package io.connectmojo.model.load;

import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.exception.PredictException;
import io.connectmojo.model.ModelColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What H2O's own row converter and scoring say of a few random rows: the oracle of this ring. */
public final class Scores extends EasyPredictModelWrapper {
    private static final long serialVersionUID = 1L;

    /** Stands for a row that was refused. */
    private static final double FAILURE = -1e300;

    private final transient GenModel model;

    private Scores(GenModel model) {
        super(new Config().setModel(model).setConvertUnknownCategoricalLevelsToNa(true));
        this.model = model;
    }

    /** Seeded rows with values for these columns; one cell in ten is missing. */
    public static List<RowData> rows(List<ModelColumn> columns, int count, long seed) {
        Random random = new Random(seed);
        List<RowData> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RowData row = new RowData();
            for (ModelColumn column : columns) {
                if (random.nextInt(10) == 0) {
                    continue;
                }
                if (column.kind() == ModelColumn.Kind.CATEGORICAL) {
                    row.put(
                            column.name(),
                            column.levels().get(random.nextInt(column.levels().size())));
                } else {
                    row.put(column.name(), random.nextGaussian() * Math.pow(10, random.nextInt(4)));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    /** All predictions of all rows, one after the other. */
    public static double[] of(GenModel model, List<RowData> rows) {
        Scores scores = new Scores(model);
        int width = model.getPredsSize(model.getModelCategory());
        double[] all = new double[width * rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            double[] one = new double[width];
            try {
                one = scores.predict(rows.get(i), 0, one);
            } catch (PredictException | RuntimeException e) {
                Arrays.fill(one, FAILURE);
            }
            System.arraycopy(one, 0, all, i * width, width);
        }
        return all;
    }

    static boolean hasFailures(double[] scores) {
        return Arrays.stream(scores).anyMatch(score -> score == FAILURE);
    }

    /** Loads as H2O's users do: by its own reader, from a file. */
    static MojoModel raw(byte[] zip, Path file) throws IOException {
        Files.write(file, zip);
        return MojoModel.load(file.toString());
    }
}

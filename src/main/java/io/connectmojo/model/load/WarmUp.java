package io.connectmojo.model.load;

import hex.genmodel.GenModel;
import hex.genmodel.algos.glrm.GlrmMojoModel;
import hex.genmodel.algos.word2vec.WordEmbeddingModel;
import hex.genmodel.easy.EasyPredictModelWrapper;
import hex.genmodel.easy.RowData;
import hex.genmodel.easy.exception.PredictException;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.PluginClassLoader;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets H2O's library score a few rows of a fresh model: one of middle values and first levels, every level once, and one
 * with nothing in it. The first must score. A model may rightly refuse a missing value or a level.
 */
final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final int MAX_ROWS = 1000;
    private static final long MAX_SECONDS = 10;

    private final Rows rows;
    private final List<ModelColumn> columns;
    private final Map<String, Double> middles;
    private final String where;
    private int scored;
    private int refused;

    private WarmUp(GenModel model, List<ModelColumn> columns, Map<String, Double> middles, String where) {
        this.rows = new Rows(model);
        this.columns = columns;
        this.middles = middles;
        this.where = where;
    }

    /** Probes; what {@link #begin} does, waited for. */
    static void check(GenModel model, List<ModelColumn> columns, Map<String, Double> middles, String where) {
        begin(model, columns, middles, where).run();
    }

    /**
     * Begins to probe on a thread of its own, so that a model which takes too long is left behind.
     *
     * @param middles a usual value of some numeric columns; zero for all others
     * @return waits for the end, and throws a {@link MojoException} if the model cannot be used
     */
    static Runnable begin(GenModel model, List<ModelColumn> columns, Map<String, Double> middles, String where) {
        FutureTask<Boolean> probe = new FutureTask<>(() -> PluginClassLoader.during(() -> {
            new WarmUp(model, columns, middles, where).run();
            return true;
        }));
        Thread thread = new Thread(null, probe, "mojo-model-probe", 0, false);
        thread.setDaemon(true);
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SECONDS);
        thread.start();
        return () -> await(probe, giveUpAt, where);
    }

    private static void await(FutureTask<Boolean> probe, long giveUpAt, String where) {
        try {
            probe.get(Math.max(0, giveUpAt - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooSlow(where);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooSlow(where);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof MojoException problem) {
                throw problem;
            }
            if (cause instanceof OutOfMemoryError memory) {
                throw memory;
            }
            throw unusable(where, cause == null ? e : cause);
        }
    }

    private void run() {
        try {
            rows.score(filled(0));
        } catch (PredictException | RuntimeException | LinkageError | StackOverflowError e) {
            throw unusable(where, e);
        }
        scored++;
        tryRow(new RowData());
        probeLevels();
        if (refused > 0) {
            log.info(
                    "Model {}: H2O's library refuses {} of {} rows with a missing value or some level; such records"
                            + " will be errors",
                    where,
                    refused,
                    scored + refused);
        }
    }

    /** Row by row the next level of every column at once: a row for each level of the column that has most. */
    private void probeLevels() {
        int most = columns.stream()
                .mapToInt(column -> column.levels().size())
                .max()
                .orElse(0);
        for (int level = 1; level < most && scored + refused < MAX_ROWS; level++) {
            tryRow(filled(level));
        }
    }

    private void tryRow(RowData row) {
        try {
            rows.score(row);
            scored++;
        } catch (PredictException | RuntimeException | LinkageError | StackOverflowError e) {
            log.debug("Model {}: a probe row is refused", where, e);
            refused++;
        }
    }

    /** The row of middle values and of that level in each column; the first one in columns that have fewer. */
    private RowData filled(int level) {
        RowData row = new RowData();
        for (ModelColumn c : columns) {
            switch (c.kind()) {
                case CATEGORICAL -> {
                    if (!c.levels().isEmpty()) {
                        row.put(c.name(), c.levels().get(level < c.levels().size() ? level : 0));
                    }
                }
                case NUMERIC, TIME -> row.put(c.name(), middles.getOrDefault(c.name(), 0.0));
                case WORDS -> row.put(c.name(), "");
            }
        }
        return row;
    }

    private static MojoException tooSlow(String where) {
        return Problem.of(ModelError.TOO_SLOW, "The model is too slow to use")
                .where(where)
                .why("it did not score its probe rows within " + MAX_SECONDS + " s")
                .passing()
                .fix("use a smaller model");
    }

    private static MojoException unusable(String where, Throwable cause) {
        log.debug("Model {} cannot score", where, cause);
        return Problem.of(ModelError.PROBE, "The model cannot score a row of plain values")
                .where(where)
                .why("H2O's library fails on it with " + cause.getClass().getSimpleName())
                .fix("check the model with H2O, and export it again");
    }

    /** Scores rows through genmodel's own conversion, as raw numbers whatever the model's category. */
    private static final class Rows extends EasyPredictModelWrapper {
        private static final long serialVersionUID = 1L;

        private final transient GenModel model;

        Rows(GenModel model) {
            super(model);
            this.model = model;
        }

        void score(RowData row) throws PredictException {
            if (model instanceof WordEmbeddingModel words) {
                words.transform0("", new float[words.getVecSize()]);
                return;
            }
            double[] predictions = new double[model.getPredsSize(model.getModelCategory())];
            if (model instanceof GlrmMojoModel glrm) {
                // its other call counts the rows, which later answers depend on
                double[] values = new double[model.nfeatures()];
                java.util.Arrays.fill(values, Double.NaN);
                glrm.score0(fillRawData(row, values), predictions, glrm._seed);
            } else {
                predict(row, 0, predictions);
            }
        }
    }
}

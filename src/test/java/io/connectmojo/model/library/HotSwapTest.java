package io.connectmojo.model.library;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.easy.RowData;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.load.Scores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 swaps and 1 million scores; 1,000 and 5 million with -Dmojo.tests.scale=5. */
class HotSwapTest {
    private static final int SWAPS = 200 * Integer.getInteger("mojo.tests.scale", 1);
    private static final long SCORES = 1_000_000L * Integer.getInteger("mojo.tests.scale", 1);
    private static final int TASKS = 4;

    @TempDir
    Path folder;

    @Test
    void everyScoreIsThatOfTheModelWhichItNames() throws Exception {
        byte[] one = lean().zip();
        byte[] other = lean().ini("init_f", "0.123").zip();
        List<RowData> rows = Scores.rows(load(one).columns(), 16, 3);
        Map<String, double[][]> expected = Map.of(
                MojoFile.sha256(one), perRow(load(one), rows), MojoFile.sha256(other), perRow(load(other), rows));
        AtomicLong scored = new AtomicLong();
        boolean[] swapped = {false};
        ExecutorService tasks = Executors.newFixedThreadPool(TASKS);
        try (Watched model = new Watched(folder.resolve("model.zip"), one)) {
            Callable<Long> task = () -> {
                long wrong = 0;
                for (int i = 0; !swapped[0] || scored.get() < SCORES; i++) {
                    Model current = model.handle.current();
                    double[] answer = Scores.of(current.genModel(), rows.subList(i % 16, i % 16 + 1));
                    wrong += Arrays.equals(answer, expected.get(current.digest())[i % 16]) ? 0 : 1;
                    scored.incrementAndGet();
                }
                return wrong;
            };
            List<Future<Long>> answers = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                answers.add(tasks.submit(task));
            }
            for (int i = 0; i < SWAPS; i++) {
                byte[] next = i % 2 == 0 ? other : one;
                model.rename(next);
                model.awaitServing(next);
            }
            swapped[0] = true;
            for (Future<Long> answer : answers) {
                assertThat(answer.get(5, TimeUnit.MINUTES)).isZero();
            }
            assertThat(model.handle.status().reloads()).isEqualTo(SWAPS);
            assertThat(scored.get()).isGreaterThanOrEqualTo(SCORES);
        } finally {
            tasks.shutdownNow();
        }
        double[][] planted = expected.get(MojoFile.sha256(other));
        assertThat(Arrays.deepEquals(perRow(load(one), rows), planted))
                .as("a mix-up would show")
                .isFalse();
    }

    private static EditedMojo lean() {
        return EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean();
    }

    private static Model load(byte[] zip) {
        return ModelLoader.load(zip, "model", ModelLimits.ofWorker());
    }

    private static double[][] perRow(Model model, List<RowData> rows) {
        return rows.stream()
                .map(row -> Scores.of(model.genModel(), List.of(row)))
                .toArray(double[][]::new);
    }
}

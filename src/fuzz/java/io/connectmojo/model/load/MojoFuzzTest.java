package io.connectmojo.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.archive.WalkedTree;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;

/**
 * Replays its corpus in every build. Fuzzes one target for ten minutes with {@code JAZZER_FUZZ=1 mvn test-compile surefire:test
 * -Dtest=MojoFuzzTest#modelIniIsReadOrRefused}, likewise the others: a plain {@code mvn test} would go on with the corpus's run and
 * fuzz twice.
 */
@Tag("fuzz")
class MojoFuzzTest {
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final byte[] GBM =
            EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean().zip();

    private static final byte[] INI = EditedMojo.of(GBM).entries().get("model.ini");

    @FuzzTest(maxDuration = "10m")
    void mojoBytesAreLoadedOrRefusedWithACode(byte[] bytes) {
        loadOrRefuse(bytes);
    }

    @FuzzTest(maxDuration = "10m")
    void modelIniIsReadOrRefused(byte[] ini) {
        loadOrRefuse(EditedMojo.of(GBM).put("model.ini", ini).zip());
    }

    /** A tree that passes the walk is scored by H2O's library to its end, whatever the row. */
    @FuzzTest(maxDuration = "10m")
    void aTreeIsRefusedOrScored(byte[] tree) {
        MojoFile file = MojoFile.of(
                EditedMojo.of(new byte[0])
                        .put("model.ini", INI)
                        .put("tree.bin", tree)
                        .zip(),
                ModelLimits.ofWorker(),
                "tree");
        int features;
        try {
            features = WalkedTree.features(file, "tree.bin", 1.4);
        } catch (MojoException refused) {
            assertThat(refused.code()).isEqualTo(ModelError.BROKEN_TREE);
            return;
        }
        double[] row = new double[features];
        for (double value : new double[] {Double.NaN, -1e9, 0, 1, 7, 1e9}) {
            Arrays.fill(row, value);
            SharedTreeMojoModel.scoreTree(tree, row, false, null);
            SharedTreeMojoModel.scoreTree(tree, row, true, null);
        }
    }

    private static void loadOrRefuse(byte[] zip) {
        long start = System.nanoTime();
        try {
            assertThat(ModelLoader.load(zip, "fuzz", ModelLimits.ofWorker()).digest())
                    .hasSize(64);
        } catch (MojoException refused) {
            assertThat(refused.code()).isInstanceOf(ModelError.class);
        }
        assertThat(System.nanoTime() - start).isLessThan(MAX_NANOS);
    }
}

package io.connectmojo.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import hex.genmodel.ModelMojoFactory;
import hex.genmodel.easy.RowData;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.MojoException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelLoaderTest {
    private static final long MAX_BYTES = 256L << 20;

    @TempDir
    Path folder;

    static List<Mutants.Mutant> mutants() {
        return Mutants.all();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutants_areRefusedByCodeInLittleTimeOrMemory(Mutants.Mutant mutant) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        assertThatThrownBy(() -> ModelLoader.load(mutant.zip(), "mutant.zip", ModelLimits.ofWorker()))
                .isInstanceOfSatisfying(MojoException.class, refused -> {
                    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(mutant.code());
                    assertThat(refused.getMessage())
                            .doesNotContain("NullPointer")
                            .doesNotContain("Index ");
                    assertThat(refused.firstLine()).hasSizeLessThanOrEqualTo(MojoException.FIRST_LINE);
                });
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
        assertThat(threads.getCurrentThreadAllocatedBytes() - bytes).isLessThan(MAX_BYTES);
    }

    static List<ModelFolder> models() {
        return ModelFolder.all().stream()
                .filter(c -> !c.category().equals("WordEmbedding"))
                .filter(c -> !List.of(
                                "dl_offset",
                                "dl_offset_3_18_0_11",
                                "dl_offset_regression",
                                "gam_tp_ispline",
                                "gam_thinplate_ispline_mspline")
                        .contains(c.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyTrainedModelScoresBitForBitAsByH2osOwnReader(ModelFolder c) throws Exception {
        Model ours = ModelLoader.load(c.model());
        List<RowData> rows = Scores.rows(ours.columns(), 50, 11);
        double[] raw = Scores.of(Scores.raw(c.bytes(), folder.resolve("model.zip")), rows);
        assertThat(Scores.of(ours.genModel(), rows)).isEqualTo(raw);
    }

    @Test
    void aModelWithoutItsMetadataLoads() {
        byte[] zip =
                EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean().zip();
        assertThat(ModelLoader.load(zip, "lean", ModelLimits.ofWorker()).columns())
                .isNotEmpty();
    }

    @Test
    void metadataThatCannotBeReadIsNoReasonToRefuse() {
        EditedMojo mojo = EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes());
        mojo.put(ModelDetails.ENTRY, "{\"output\": {\"names\": 17, \"column_types\": [[[");
        assertThat(ModelLoader.load(mojo.zip(), "odd", ModelLimits.ofWorker()).columns())
                .isNotEmpty();
    }

    @Test
    void aClassThatNoTrainingRowHadMayLackAllItsTreesButNotSome() {
        EditedMojo mojo = EditedMojo.of(
                        Cases.smallest(c -> c.name().equals("gbm_multinomial")).bytes())
                .lean();
        mojo.entries().keySet().removeIf(name -> name.startsWith("trees/t01_"));
        assertThatThrownBy(() -> ModelLoader.load(mojo.zip(), "class 1 has rows", ModelLimits.ofWorker()))
                .hasMessageContaining("class 1 has 0 of");
        mojo.ini("prior_class_distrib", "[0.5, 0.0, 0.5]");
        assertThat(ModelLoader.load(mojo.zip(), "class 1 has no rows", ModelLimits.ofWorker())
                        .digest())
                .hasSize(64);
        mojo.remove("trees/t02_000.bin");
        assertThatThrownBy(() -> ModelLoader.load(mojo.zip(), "one of class 2 is gone", ModelLimits.ofWorker()))
                .hasMessageContaining("MOJO-M016");
    }

    @Test
    void theCallersClassLoaderNeitherMattersNorChanges() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader foreign = ClassLoader.getPlatformClassLoader();
        Thread.currentThread().setContextClassLoader(foreign);
        try {
            Model model = ModelLoader.load(
                    Cases.smallest(c -> c.algorithm().equals("XGBoost")).model());
            assertThat(model.algorithm()).isEqualTo("XGBoost");
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(foreign);
            assertThat(ModelMojoFactory.INSTANCE.getMojoReader("XGBoost")).isNotNull();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void aForeignClassLoaderAtTheFirstTouchDoesNotLoseXgboostForEver() throws Exception {
        Path answer = folder.resolve("answer");
        ChildJvm.run(
                List.of(),
                List.of(),
                ForeignClassLoader.class,
                Cases.smallest(c -> c.algorithm().equals("XGBoost")).model().toString(),
                answer.toString());
        assertThat(answer).hasContent("XGBoost");
    }

    /** Main class of a JVM in which our loader is the first to touch H2O's library, called under a foreign loader. */
    static final class ForeignClassLoader {
        private ForeignClassLoader() {}

        public static void main(String[] args) throws Exception {
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            java.nio.file.Files.writeString(
                    Path.of(args[1]), ModelLoader.load(Path.of(args[0])).algorithm());
        }
    }
}

package io.connectmojo.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.easy.RowData;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that is not whole never scores a record. */
@Tag("property")
class BitFlipTest {
    private static final int FLIPS = 10_000 * Integer.getInteger("mojo.tests.scale", 1);

    /** Of H2O's own reader a tenth is enough to see that the detector works. */
    private static final int RAW_FLIPS = FLIPS / 10;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"GBM,Multinomial", "GLM,Binomial", "DeepLearning,Multinomial", "XGBoost,Multinomial"})
    void noFlippedBitIsScoredDifferently(String algorithm, String category) throws Exception {
        byte[] zip = EditedMojo.of(Cases.smallest(algorithm, category).bytes())
                .lean()
                .zip();
        Model whole = ModelLoader.load(zip, "whole", ModelLimits.ofWorker());
        List<RowData> rows = Scores.rows(whole.columns(), 20, 1);
        double[] expected = Scores.of(whole.genModel(), rows);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int harmless = 0;
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(zip.length * 8);
            zip[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                Model flipped = ModelLoader.load(zip, "flipped", ModelLimits.ofWorker());
                assertThat(Scores.of(flipped.genModel(), rows))
                        .as("bit %d flipped, seed %d", bit, seed)
                        .isEqualTo(expected);
                harmless++;
            } catch (MojoException refused) {
                assertThat(refused.getMessage())
                        .as("bit %d, seed %d", bit, seed)
                        .doesNotContain("NullPointer");
            }
            zip[bit / 8] ^= (byte) (1 << bit % 8);
        }
        String[] raw = withoutUs(zip, seed);
        System.getLogger("flips")
                .log(
                        System.Logger.Level.INFO,
                        "{0}: {1} flips, {2} harmless, 0 wrong; H2O''s reader alone: {3} wrong, {4} endless, of {5}",
                        algorithm,
                        FLIPS,
                        harmless,
                        raw[0],
                        raw[1],
                        RAW_FLIPS);
        assertThat(Integer.parseInt(raw[0]) + Integer.parseInt(raw[1]))
                .as("H2O's reader alone must be caught, seed %d", seed)
                .isPositive();
    }

    private String[] withoutUs(byte[] zip, long seed) throws IOException, InterruptedException {
        Path answer = folder.resolve("answer");
        ChildJvm.run(
                List.of(),
                List.of(),
                RawFlips.class,
                Files.write(folder.resolve("whole.zip"), zip).toString(),
                folder.resolve("flipped.zip").toString(),
                String.valueOf(seed),
                String.valueOf(RAW_FLIPS),
                answer.toString());
        return Files.readString(answer).split(" ");
    }

    @ParameterizedTest
    @CsvSource({"GBM,Binomial", "DeepLearning,Multinomial"})
    void noTruncatedFileIsLoaded(String algorithm, String category) {
        byte[] zip = EditedMojo.of(Cases.smallest(algorithm, category).bytes())
                .lean()
                .zip();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            int length = i < 100 ? zip.length - 1 - i : random.nextInt(zip.length);
            byte[] part = Arrays.copyOf(zip, length);
            try {
                ModelLoader.load(part, "part", ModelLimits.ofWorker());
                throw new AssertionError("loaded at length " + length + ", seed " + seed);
            } catch (MojoException refused) {
                assertThat(refused.code().id()).as("length %d", length).isIn("M004", "M005", "M007");
            }
        }
    }
}

package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.connectmojo.problem.ModelError;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that model.ini declares: what the archive holds passes, one more or less is refused. */
class DeclaredSizesTest {
    private static void passes(SmallMojo mojo) {
        assertThatCode(() -> new DeclaredSizes(mojo.part()).check()).doesNotThrowAnyException();
    }

    private static void refuses(SmallMojo mojo, String why) {
        isRefused(() -> new DeclaredSizes(mojo.part()).check(), ModelError.INCONSISTENT, why);
    }

    private static SmallMojo regression(String algorithm) {
        return SmallMojo.of(algorithm, "Regression");
    }

    @Nested
    class Levels {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void listOfLevels_hasItsLength(int count) {
            SmallMojo mojo = regression("GLM").domain("1: " + count + " d").entry("domains/d", "one\ntwo");
            if (count == 2) {
                passes(mojo);
            } else {
                refuses(mojo, "domains/d should have " + count + " lines and has 2");
            }
        }

        @Test
        void levelsBeyondTheColumns_areIgnored() {
            passes(regression("GLM").domain("3: 2 d"));
            isRefused(
                    () -> new DeclaredSizes(regression("GLM").domain("2: 2 d").part()).check(),
                    ModelError.PART_MISSING,
                    "there is no entry domains/d");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Binomial", "Multinomial", "Ordinal"})
        void classes_areTheLevelsOfTheResponse(String category) {
            SmallMojo mojo = SmallMojo.of("GLM", category).domain("2: 2 d").entry("domains/d", "no\nyes\n");
            passes(mojo.set("n_classes", 2));
            refuses(mojo.set("n_classes", 3), "it claims 3 classes and lists 2");
            passes(mojo.set("supervised", "false"));
            refuses(SmallMojo.of("GLM", category).set("n_classes", 1), "it claims 1 classes");
        }

        @Test
        void levelsOfAnotherColumn_areNoClasses() {
            passes(SmallMojo.of("GLM", "Binomial").domain("1: 3 d").entry("domains/d", "a\nb\nc\n"));
            passes(regression("GLM").domain("2: 3 d").entry("domains/d", "a\nb\nc\n"));
        }

        @Test
        void classesBeyondTheSizeOfTheFile_areRefused() {
            SmallMojo mojo = regression("GLM").setPadded("n_classes", 1);
            long size = mojo.file().inflated();
            passes(mojo.setPadded("n_classes", size));
            refuses(mojo.setPadded("n_classes", size + 1), "it claims " + (size + 1) + " classes");
        }
    }

    @Nested
    class OriginalColumns {
        @Test
        void namesBeforeEncoding_haveTheirLength() {
            SmallMojo mojo = regression("GLM").entry("_orig_names", "a\nb\n");
            passes(mojo);
            passes(mojo.set("_n_orig_names", 2));
            refuses(mojo.set("_n_orig_names", 3), "_orig_names should have 3 lines and has 2");
        }

        @Test
        void levelsBeforeEncoding_haveTheirLength() {
            SmallMojo mojo = regression("GLM")
                    .set("_n_orig_domain_values", 2)
                    .set("_m_orig_domain_values_0", 0)
                    .set("_m_orig_domain_values_1", 1)
                    .entry("_orig_domain_values_1", "level\n");
            passes(mojo);
            refuses(mojo.set("_m_orig_domain_values_1", 2), "_orig_domain_values_1 should have 2 lines and has 1");
            refuses(mojo.without("_m_orig_domain_values_1"), "it does not say _m_orig_domain_values_1");
        }

        @Test
        void moreColumnsThanKeys_areRefused() {
            SmallMojo mojo = regression("GLM").set("_n_orig_domain_values", -1);
            refuses(mojo, "it claims -1 original columns");
            refuses(mojo.set("_n_orig_domain_values", mojo.keys()), "it does not say _m_orig_domain_values_0");
            refuses(mojo.set("_n_orig_domain_values", mojo.keys() + 1), "original columns");
            passes(mojo.set("_n_orig_domain_values", 0));
        }
    }

    @Nested
    class Lists {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "names_len",
                    "num_rules_M0T1",
                    "num_conditions_1",
                    "a_length_b",
                    "submodel_count",
                    "base_models_num",
                    "center_num",
                    "strata_count",
                    "generated_column_count"
                })
        void listOfKeys_isNotLongerThanAllKeys(String key) {
            SmallMojo mojo = regression("GLM").set(key, 0);
            passes(mojo);
            passes(mojo.set(key, mojo.keys()));
            refuses(mojo.set(key, mojo.keys() + 1), key + " claims " + (mojo.keys() + 1) + " items");
            refuses(mojo.set(key, -1), key + " claims -1 items");
        }

        @Test
        void clusters_areNotMoreThanBytes() {
            SmallMojo mojo = regression("GLM").setPadded("cluster_num", 1);
            long size = mojo.file().inflated();
            passes(mojo.setPadded("cluster_num", size));
            refuses(mojo.setPadded("cluster_num", size + 1), "cluster_num claims " + (size + 1) + " items");
            refuses(mojo.set("cluster_num", -1), "cluster_num claims -1 items");
        }

        @Test
        void rules_areNotMoreThanKeys() {
            SmallMojo mojo = regression("RuleFit").set("depth", 3).set("ntrees", 3);
            passes(mojo);
            refuses(mojo.set("ntrees", 4), "it claims 12 lists of rules");
            passes(regression("GLM").set("depth", 3).set("ntrees", 4));
        }
    }

    @Nested
    class Matrices {
        @Test
        void matrix_hasItsBytes() {
            SmallMojo mojo = regression("GLM").set("m_size1", 2).set("m_size2", 3);
            passes(mojo.entry("m", new byte[48]));
            refuses(mojo.entry("m", new byte[47]), "m should be 48 bytes and is 47");
            passes(mojo.set("m_size1", 0).entry("m", new byte[0]));
        }

        @ParameterizedTest
        @CsvSource({"-1, 1", "1, -1", "65536, 32768"})
        void sizeThatCannotBe_isRefused(int rows, int columns) {
            refuses(
                    regression("GLM")
                            .set("m_size1", rows)
                            .set("m_size2", columns)
                            .entry("m", new byte[0]),
                    "m_size1 and m_size2 are " + rows + " and " + columns);
        }

        @Test
        void sizeAtTheEndOfTheRange_isCounted() {
            refuses(
                    regression("GLM")
                            .set("m_size1", 1)
                            .set("m_size2", Integer.MAX_VALUE)
                            .entry("m", new byte[0]),
                    "m should be 17179869176 bytes");
        }

        @ParameterizedTest
        @ValueSource(strings = {"calib/thresholds_x", "calib/thresholds_y"})
        void calibration_hasItsBytes(String name) {
            byte[] two = ByteBuffer.allocate(20).putInt(2).array();
            passes(regression("GLM").entry(name, two));
            passes(regression("GLM").entry(name, new byte[4]));
            refuses(
                    regression("GLM")
                            .entry(name, ByteBuffer.allocate(19).putInt(2).array()),
                    "should be 20 bytes");
            refuses(regression("GLM").entry(name, new byte[3]), name + " should be -4 bytes and is 3");
        }
    }

    @Nested
    class Algorithms {
        @ParameterizedTest
        @ValueSource(strings = {"Deep Learning", "deep learning"})
        void layers_haveTheirWeights(String algorithm) {
            SmallMojo net = regression(algorithm)
                    .set("neural_network_sizes", "[2, 3, 1]")
                    .set("weight_layer0", "[1, 2, 3, 4, 5, 6]")
                    .set("bias_layer0", "[1, 2, 3]")
                    .set("weight_layer1", "[1, 2, 3]")
                    .set("bias_layer1", "[1]");
            passes(net);
            refuses(net.set("bias_layer1", "[1, 2]"), "layer 1 has 3 weights and 2 biases");
            refuses(net.set("bias_layer1", "[1]").set("weight_layer1", "[1, 2]"), "layer 1 has 2 weights and 1 biases");
            refuses(net.set("weight_layer0", "[1]"), "layer 0 has 1 weights and 3 biases");
            refuses(net.set("activation", "Maxout"), "layer 0 has 1 weights and 3 biases");
            refuses(net.set("neural_network_sizes", "[0, 3]").set("weight_layer0", "[]"), "layer 0 has 0 weights");
            refuses(
                    net.set("neural_network_sizes", "[2, 0]")
                            .set("bias_layer0", "[]")
                            .set("activation", "Tanh"),
                    "layer 0 has 0 weights and 0 biases");
        }

        @Test
        void maxoutLayersButTheLast_haveTwice() {
            SmallMojo net = regression("Deep Learning")
                    .set("activation", "MaxoutDropout")
                    .set("neural_network_sizes", "[1, 2, 1]")
                    .set("weight_layer0", "[1, 2, 3, 4]")
                    .set("bias_layer0", "[1, 2, 3, 4]")
                    .set("weight_layer1", "[1, 2]")
                    .set("bias_layer1", "[1]");
            passes(net);
            refuses(net.set("activation", "Tanh"), "layer 0 has 4 weights and 4 biases");
        }

        @Test
        void wordVectors_haveTheirBytes() {
            SmallMojo words = SmallMojo.of("Word2Vec", "WordEmbedding")
                    .set("vocab_size", 3)
                    .set("vec_size", 2);
            passes(words.entry("vectors", new byte[24]));
            refuses(words.entry("vectors", new byte[25]), "vectors should be 24 bytes and is 25");
        }

        @Test
        void components_haveTheirBytes() {
            SmallMojo pca = SmallMojo.of("Principal Components Analysis", "DimReduction");
            pca.set("eigenvector_size", 3).set("k", 2);
            passes(pca.entry("eigenvectors_raw", new byte[48]));
            refuses(pca.entry("eigenvectors_raw", new byte[40]), "eigenvectors_raw should be 48 bytes and is 40");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Generalized Low Rank Modeling", "Generalized Low Rank Model"})
        void archetypesPlusLosses_haveTheirSizes(String algorithm) {
            SmallMojo glrm = SmallMojo.of(algorithm, "DimReduction");
            glrm.set("nrowY", 2).set("ncolY", 3).set("ncolA", 2);
            passes(glrm.entry("archetypes", new byte[48]).entry("losses", "a\nb\n"));
            refuses(glrm.entry("losses", "a\n"), "losses should have 2 lines and has 1");
            refuses(glrm.entry("archetypes", new byte[47]), "archetypes should be 48 bytes and is 47");
        }

        private static SmallMojo gam() {
            return regression("Generalized Additive Model")
                    .setPadded("beta length per class", 1)
                    .setPadded("beta center length per class", 1)
                    .setPadded("total feature size", 1)
                    .set("num_knots", "[0]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"beta length per class", "beta center length per class", "total feature size"})
        void coefficients_areNotMoreThanBytes(String key) {
            long size = gam().file().inflated();
            passes(gam());
            passes(gam().setPadded(key, size));
            refuses(gam().setPadded(key, size + 1), "coefficients");
        }

        @ParameterizedTest
        @ValueSource(strings = {"num_knots", "num_knots_sorted", "num_knots_TP", "_M", "_d", "gamColName_dim"})
        void knots_fitAMatrixOfTheFile(String key) {
            refuses(gam().set(key, "[-1]"), key + " claims -1");
            passes(gam().set(key, "[0, 5]"));
            refuses(gam().set(key, "[5, 1000]"), key + " claims 1000");
            refuses(gam().set(key, "[70000]"), key + " claims 70000");
        }

        @Test
        void knotsAtTheSizeOfTheFile_areAllowed() {
            SmallMojo mojo = gam().set("num_knots", "[50]").set("pad", "");
            int room = 2500 - (int) mojo.file().inflated();
            passes(mojo.set("pad", "x".repeat(room)));
            refuses(mojo.set("pad", "x".repeat(room - 1)), "num_knots claims 50");
        }
    }
}

package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import biz.k11i.xgboost.Predictor;
import io.connectmojo.problem.ModelError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boosters of a few nodes, which the library of H2O's models reads, and the same with one fault. */
class XGBoostArchiveTest {
    static final int[] SPLIT = {1, 2, 0, -1, -1, 0, -1, -1, 0};

    static SmallBooster trees() {
        return new SmallBooster("gbtree").tree(0, SPLIT).tree(0, -1, -1, 0);
    }

    static SmallMojo model(byte[] booster) {
        return SmallMojo.of("XGBoost", "Regression").set("nums", 2).entry("boosterBytes", booster);
    }

    static void passes(SmallMojo mojo) {
        assertThatCode(() -> XGBoostArchive.check(mojo.part())).doesNotThrowAnyException();
    }

    /** Passes, and the library that scores with it reads it. */
    static void passes(SmallBooster booster) throws IOException {
        passes(model(booster.bytes()));
        assertThat(new Predictor(new ByteArrayInputStream(booster.bytes())).getBooster())
                .isNotNull();
    }

    static void refuses(SmallMojo mojo, ModelError code, String why) {
        isRefused(() -> XGBoostArchive.check(mojo.part()), code, why);
    }

    static void refuses(byte[] booster, String why) {
        refuses(model(booster), ModelError.BROKEN_TREE, "in boosterBytes " + why);
    }

    static void refuses(SmallBooster booster, String why) {
        refuses(booster.bytes(), why);
    }

    private static void cutsAreRefused(SmallBooster booster) {
        byte[] whole = booster.bytes();
        for (int length = 0; length < whole.length; length++) {
            refuses(Arrays.copyOf(whole, length), "");
        }
    }

    @Test
    void eachKindInEachFormat_passes() throws IOException {
        for (String kind : new String[] {"gbtree", "dart"}) {
            passes(new SmallBooster(kind).tree(0, SPLIT));
            passes(new SmallBooster(kind).tree(0, SPLIT).old());
        }
        passes(new SmallBooster("gblinear"));
        passes(new SmallBooster("gblinear").old());
    }

    @Test
    void cutAnywhere_isRefused() {
        cutsAreRefused(trees());
        cutsAreRefused(trees().old());
        cutsAreRefused(new SmallBooster("dart").tree(0, SPLIT));
        cutsAreRefused(new SmallBooster("gblinear"));
        refuses(new byte[7], "the booster ends early");
    }

    @Test
    void kindThatIsUnknown_isRefused() {
        refuses(new SmallBooster("gbforest"), "the booster is of no known kind");
    }

    @Test
    void boosterOfSpark_isRefused() {
        byte[] booster = trees().bytes();
        booster[0] = 0;
        booster[1] = 5;
        booster[2] = 0x5f;
        refuses(booster, "the booster is of a Spark model");
        booster[2] = 0;
        passes(model(booster));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1001, 1L << 40})
    void nameOfThatLength_isRefused(long length) {
        refuses(trees().nameLength(length), "a name is " + length + " bytes long");
    }

    @Nested
    class Heads {
        @ParameterizedTest
        @CsvSource({"-1, 1", "2, -1", "2, 100001"})
        void countThatCannotBe_isRefused(int features, int classes) {
            refuses(
                    trees().features(features).classes(classes),
                    "the booster has " + features + " features and " + classes + " classes");
        }

        @Test
        void manyClasses_areAllowed() {
            passes(model(trees().classes(100_000).bytes()));
            passes(model(trees().features(0).bytes()));
        }

        @ParameterizedTest
        @CsvSource({"-1, 2", "0, -1", "2, 2"})
        void categoriesWithoutOffsets_areRefused(int categories, int numbers) {
            refuses(
                    model(trees().bytes())
                            .set("cats", categories)
                            .set("nums", numbers)
                            .set("cat_offsets", "[0, 4]"),
                    ModelError.INCONSISTENT,
                    "its categories have no offsets");
        }

        @Test
        void levelsOfCategories_areInputsToo() {
            byte[] third = new SmallBooster("gbtree")
                    .tree(0, 1, 2, 5, -1, -1, 0, -1, -1, 0)
                    .bytes();
            SmallMojo mojo = model(third).set("cats", 1).set("cat_offsets", "[0, 4]");
            passes(mojo);
            refuses(mojo.set("cat_offsets", "[0, 3]"), ModelError.BROKEN_TREE, "asks for feature 5 of 5");
        }

        @Test
        void moreInputsThanBytes_areRefused() {
            SmallMojo mojo = model(trees().bytes()).setPadded("nums", 2);
            long size = mojo.file().inflated();
            passes(mojo.setPadded("nums", size));
            refuses(
                    mojo.setPadded("nums", size + 1),
                    ModelError.INCONSISTENT,
                    "its categories have " + (size + 1) + " levels");
            refuses(
                    mojo.set("cats", 1).set("cat_offsets", "[0, 2147483647]"),
                    ModelError.INCONSISTENT,
                    "its categories have -");
        }
    }

    @Nested
    class Linear {
        @Test
        void weights_areOneForEachFeaturePlusTheBias() throws IOException {
            passes(new SmallBooster("gblinear").classes(3).linear(9));
            passes(model(new SmallBooster("gblinear").linear(0).bytes()));
            refuses(new SmallBooster("gblinear").linear(4), "there are 4 weights");
            refuses(new SmallBooster("gblinear").linear(6), "there are 6 weights");
            refuses(new SmallBooster("gblinear").linear(2).weights(3), "there are 3 weights");
        }

        @Test
        void moreFeaturesThanInputs_areRefused() {
            refuses(new SmallBooster("gblinear").features(3).linear(4), "it asks for 3 features of 2");
        }
    }

    @Nested
    class Trees {
        @ParameterizedTest
        @ValueSource(ints = {-1, 3, 1000, Integer.MAX_VALUE})
        void numberThatDoesNotFit_isRefused(int trees) {
            refuses(trees().claims(trees), trees == 3 ? "" : "the booster claims " + trees + " trees");
        }

        @ParameterizedTest
        @CsvSource({"0, -1", "0, 1", "3, 3", "3, -1"})
        void treeOfNoClass_isRefused(int classes, int group) {
            refuses(new SmallBooster("gbtree").classes(classes).tree(group, SPLIT), "a tree belongs to class " + group);
        }

        @Test
        void treeOfTheLastClass_passes() throws IOException {
            passes(new SmallBooster("gbtree").classes(3).tree(2, SPLIT));
        }

        @Test
        void featureThatIsNotThere_isRefused() {
            passes(model(new SmallBooster("gbtree")
                    .tree(0, 1, 2, 1, -1, -1, 0, -1, -1, 0)
                    .bytes()));
            refuses(
                    new SmallBooster("gbtree").tree(0, 1, 2, 2, -1, -1, 0, -1, -1, 0),
                    "a split asks for feature 2 of 2");
        }

        @Test
        void directionOfMissingValues_isNoPartOfTheFeature() throws IOException {
            passes(new SmallBooster("gbtree").tree(0, 1, 2, Integer.MIN_VALUE, -1, -1, 0, -1, -1, 0));
        }

        @ParameterizedTest
        @CsvSource({"0, 2", "1, 0", "1, 1", "1, 3", "3, 2", "-2, 2", "1, -1"})
        void branchThatLeadsOutOrBack_isRefused(int left, int right) {
            refuses(
                    new SmallBooster("gbtree").tree(0, left, right, 0, -1, -1, 0, -1, -1, 0),
                    "a branch leads out of its tree or back into it");
        }

        @Test
        void treeWithoutNodes_isRefused() {
            refuses(new SmallBooster("gbtree").tree(0).tree(0, SPLIT), "a tree claims 0 nodes");
        }

        @Test
        void moreNodesThanBytes_areRefused() {
            byte[] booster = new SmallBooster("gbtree").tree(0, SPLIT).bytes();
            int at = booster.length - 4 - 3 * 36 - 4 * 35 - 4;
            ByteBuffer bytes = ByteBuffer.wrap(booster).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(bytes.getInt(at)).isEqualTo(3);
            refuses(bytes.putInt(at, 4).array(), "a tree claims 4 nodes");
        }

        @Test
        void numberThatTheModelClaims_isThatOfTheBooster() {
            byte[] three = new SmallBooster("gbtree")
                    .classes(3)
                    .tree(0, SPLIT)
                    .tree(1, SPLIT)
                    .tree(2, SPLIT)
                    .bytes();
            passes(model(three).set("ntrees", 1));
            passes(model(three).set("ntrees", 3));
            passes(model(three).set("ntrees", 0));
            refuses(
                    model(three).set("ntrees", 2),
                    ModelError.PART_MISSING,
                    "the booster has 3 trees, the model claims 2");
        }

        @Test
        void weightsOfDart_areOneForEachTree() {
            passes(model(new SmallBooster("dart").bytes()));
            for (int weights : new int[] {0, 1, 3}) {
                refuses(
                        new SmallBooster("dart").tree(0, SPLIT).tree(0, SPLIT).weights(weights),
                        "there are " + weights + " weights for 2 trees");
            }
        }
    }
}

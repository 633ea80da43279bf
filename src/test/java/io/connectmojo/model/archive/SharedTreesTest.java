package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.connectmojo.problem.ModelError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which trees of which class must be there. */
class SharedTreesTest {
    /** A leaf alone. */
    private static final byte[] LEAF = {0, -1, -1, 0, 0, 0, 0};

    private static void passes(SmallMojo mojo) {
        assertThatCode(() -> SharedTrees.check(mojo.part())).doesNotThrowAnyException();
    }

    private static void refuses(SmallMojo mojo, String why) {
        isRefused(() -> SharedTrees.check(mojo.part()), ModelError.PART_MISSING, why);
    }

    private static SmallMojo model(int classes, int rounds) {
        return SmallMojo.of("Gradient Boosting Machine", classes == 1 ? "Regression" : "Multinomial")
                .set("n_classes", classes)
                .set("n_trees", rounds);
    }

    private static SmallMojo withTrees(SmallMojo mojo, int perRound, int rounds) {
        for (int k = 0; k < perRound; k++) {
            for (int round = 0; round < rounds; round++) {
                mojo.entry(String.format(java.util.Locale.ROOT, "trees/t%02d_%03d.bin", k, round), LEAF);
            }
        }
        return mojo;
    }

    @Test
    void namesOfTrees_areThoseOfH2o() {
        passes(withTrees(model(1, 101), 1, 101));
        passes(withTrees(model(11, 2), 11, 2));
        SmallMojo missing = withTrees(model(1, 101), 1, 100).entry("other", LEAF);
        refuses(missing, "class 0 has 100 of 101 trees");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, 2000000000})
    void moreTreesThanEntries_areRefused(int rounds) {
        refuses(withTrees(model(1, rounds), 1, 2), "it claims " + rounds + " rounds of 1 trees");
    }

    @Test
    void asManyTreesAsEntries_areCounted() {
        refuses(withTrees(model(1, 3), 1, 2), "class 0 has 2 of 3 trees");
    }

    @Test
    void noRounds_needNoTrees() {
        passes(model(1, 0));
    }

    @Test
    void treesOfEachRound_followTheClasses() {
        passes(withTrees(model(2, 2), 1, 2));
        passes(withTrees(model(2, 2).set("binomial_double_trees", "true"), 2, 2));
        refuses(
                withTrees(
                                model(2, 3)
                                        .set("binomial_double_trees", "true")
                                        .set("prior_class_distrib", "[0.5, 0.5]"),
                                1,
                                3)
                        .entry("a", LEAF)
                        .entry("b", LEAF)
                        .entry("c", LEAF),
                "class 1 has 0 of 3 trees");
        passes(withTrees(model(2, 2).set("n_trees_per_class", 2), 2, 2));
        refuses(model(2, 2).set("n_trees_per_class", 0), "it claims 2 rounds of 0 trees");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0.0, true", "0.00, true", "0.01, false", "1, false"})
    void classThatNoRowHad_needsNoTrees(String share, boolean allowed) {
        SmallMojo mojo = withTrees(model(3, 1), 2, 1)
                .entry("other", LEAF)
                .set("prior_class_distrib", "[0.5, 0.5, " + share + "]");
        if (allowed) {
            passes(mojo);
        } else {
            refuses(mojo, "class 2 has 0 of 1 trees");
        }
    }

    @Test
    void classThatIsNotAmongTheShares_needsTrees() {
        refuses(
                withTrees(model(3, 1), 2, 1).entry("other", LEAF).set("prior_class_distrib", "[0.5, 0.5]"),
                "class 2 has 0 of 1 trees");
    }

    @Test
    void someTreesOfAnEmptyClass_areRefused() {
        SmallMojo mojo =
                withTrees(model(3, 2), 2, 2).entry("trees/t02_001.bin", LEAF).entry("other", LEAF);
        refuses(mojo.set("prior_class_distrib", "[0.5, 0.5, 0]"), "class 2 has 1 of 2 trees");
    }

    @Test
    void sharesThatAreNotTold_allowAClassWithoutTrees() {
        passes(withTrees(model(3, 1), 2, 1).entry("other", LEAF));
    }

    @Test
    void noTreesAtAll_areRefused() {
        SmallMojo empty = model(3, 1).entry("a", LEAF).entry("b", LEAF).entry("c", LEAF);
        refuses(empty, "there are no trees at all");
        refuses(model(2, 1).entry("a", LEAF), "class 0 has 0 of 1 trees");
        refuses(model(1, 1).set("n_trees_per_class", 2).entry("a", LEAF), "class 0 has 0 of 1 trees");
    }

    @Test
    void auxiliaryTree_hasAsManySplits() {
        byte[] split = TreeWalkTest.split(0, 1, 2);
        SmallMojo mojo = model(1, 1).entry("trees/t00_000.bin", split).set("mojo_version", "1.30");
        refuses(mojo, "there is no entry trees/t00_000_aux.bin");
        passes(mojo.entry("trees/t00_000_aux.bin", new byte[40]));
        isRefused(
                () -> SharedTrees.check(
                        mojo.entry("trees/t00_000_aux.bin", new byte[80]).part()),
                ModelError.BROKEN_TREE,
                "in trees/t00_000_aux.bin are 80 bytes for 1 splits");
    }

    @Test
    void auxiliaryTreeOfAnOlderFormat_isNotLookedInto() {
        SmallMojo mojo = model(1, 1).entry("trees/t00_000.bin", TreeWalkTest.split(0, 1, 2));
        passes(mojo.set("mojo_version", "1.00"));
        refuses(mojo.set("mojo_version", "1.10"), "there is no entry trees/t00_000_aux.bin");
        passes(mojo.set("mojo_version", "1.20").entry("trees/t00_000_aux.bin", new byte[3]));
    }
}

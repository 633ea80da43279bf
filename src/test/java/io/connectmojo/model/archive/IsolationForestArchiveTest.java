package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import hex.genmodel.algos.isoforextended.ExtendedIsolationForestMojoModel;
import io.connectmojo.problem.ModelError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree of one split and two leaves, which H2O's library scores, and the same with one fault. */
class IsolationForestArchiveTest {
    private static final int NODE = 4 + 1 + 2 * 2 * 8;

    /** Splits the first of two columns at 0.5; rows on the left were 10, on the right 1. */
    private static ByteBuffer tree() {
        return ByteBuffer.allocate(4 + NODE + 2 * 9)
                .order(ByteOrder.nativeOrder())
                .putInt(2)
                .putInt(0)
                .put((byte) 'N')
                .putDouble(1)
                .putDouble(0)
                .putDouble(0.5)
                .putDouble(0)
                .putInt(1)
                .put((byte) 'L')
                .putInt(10)
                .putInt(2)
                .put((byte) 'L')
                .putInt(1);
    }

    private static SmallMojo model(byte[] tree) {
        return SmallMojo.of("Extended Isolation Forest", "AnomalyDetection")
                .set("ntrees", 1)
                .entry("trees/t00.bin", tree);
    }

    private static void passes(SmallMojo mojo) {
        assertThatCode(() -> IsolationForestArchive.check(mojo.part())).doesNotThrowAnyException();
    }

    private static void refuses(byte[] tree, String why) {
        isRefused(
                () -> IsolationForestArchive.check(model(tree).part()),
                ModelError.BROKEN_TREE,
                "in trees/t00.bin " + why);
    }

    @Test
    void wholeTree_isReadAsByH2o() {
        byte[] tree = tree().array();
        passes(model(tree));
        assertThat(ExtendedIsolationForestMojoModel.scoreTree0(tree, new double[] {0.7, 0}))
                .as("one row on the right, one split deep")
                .isEqualTo(1);
    }

    @Test
    void emptyEndOfTheBuffer_isAllowed() {
        byte[] longer = Arrays.copyOf(tree().array(), tree().capacity() + 7);
        passes(model(longer));
        longer[longer.length - 1] = 1;
        refuses(longer, "something is left over behind the last node");
    }

    @Test
    void cutAnywhere_isRefused() {
        byte[] tree = tree().array();
        for (int length = 4; length < tree.length; length++) {
            refuses(Arrays.copyOf(tree, length), "the tree ends early");
        }
        refuses(Arrays.copyOf(tree, 3), "the tree is not made for 2 columns");
    }

    @Test
    void treeForOtherColumns_isRefused() {
        refuses(tree().putInt(0, 3).array(), "the tree is not made for 2 columns");
    }

    @Test
    void nodeOfNoKnownType_isRefused() {
        refuses(tree().put(8, (byte) 'X').array(), "a node is of no known type or has no parent");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, -1})
    void nodeThatNoSplitAwaits_isRefused(int number) {
        refuses(tree().putInt(4 + NODE, number).array(), "a node is of no known type or has no parent");
    }

    @Test
    void sameLeafTwice_isRefused() {
        refuses(tree().putInt(4 + NODE + 9, 1).array(), "a node is of no known type or has no parent");
    }

    @Test
    void treeOfMoreLevelsThanNumbers_isRefused() {
        int levels = 31;
        ByteBuffer deep = ByteBuffer.allocate(4 + levels * (NODE + 9)).order(ByteOrder.nativeOrder());
        deep.putInt(2);
        int number = 0;
        for (int i = 0; i < levels; i++) {
            deep.putInt(number).put((byte) 'N').position(deep.position() + NODE - 5);
            if (i < levels - 1) {
                deep.putInt(2 * number + 1).put((byte) 'L').putInt(1);
                number = 2 * number + 2;
            }
        }
        refuses(deep.array(), "the tree is deeper than its numbers can tell");
        // one level less ends with two leaves
        ByteBuffer less = ByteBuffer.wrap(deep.array()).order(ByteOrder.nativeOrder());
        int last = 4 + (levels - 1) * (NODE + 9);
        int leaf = less.getInt(last);
        less.put(last + 4, (byte) 'L').putInt(last + 5, 1);
        assertThat(leaf).isEqualTo(Integer.MAX_VALUE - 1);
        Arrays.fill(less.array(), last + 9, less.capacity(), (byte) 0);
        passes(model(less.array()));
    }

    @Test
    void numberOfTrees_isThatOfTheirEntries() {
        byte[] tree = tree().array();
        passes(model(tree).set("ntrees", 2).entry("trees/t01.bin", tree));
        passes(model(tree).set("ntrees", "2").entry("trees/t01.bin", tree).entry("trees/t02.bin", new byte[0]));
        isRefused(
                () -> IsolationForestArchive.check(model(tree).set("ntrees", 2).part()),
                ModelError.PART_MISSING,
                "there is no entry trees/t01.bin");
        for (int trees : new int[] {-1, 0, 3}) {
            isRefused(
                    () -> IsolationForestArchive.check(
                            model(tree).set("ntrees", trees).part()),
                    ModelError.PART_MISSING,
                    "it claims " + trees + " trees");
        }
        isRefused(
                () -> IsolationForestArchive.check(model(tree).without("ntrees").part()),
                ModelError.PART_MISSING,
                "it claims 0 trees");
    }
}

package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import io.connectmojo.problem.ModelError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of a few nodes, which H2O's library scores, and the same with one fault. */
class TreeWalkTest {
    private static final int NUMBER = 0;
    private static final int LEFT_LEAF = 48;
    private static final int RIGHT_LEAF = 0x40;
    private static final int BOTH_LEAVES = LEFT_LEAF | RIGHT_LEAF;

    private static int splits(byte[] tree, double version) {
        ArchivePart part = SmallMojo.of("Gradient Boosting Machine", "Regression")
                .entry("t", tree)
                .part();
        return new TreeWalk(part, "t", version).splits();
    }

    private static void refuses(byte[] tree, String why) {
        isRefused(() -> splits(tree, 1.2), ModelError.BROKEN_TREE, "in t " + why);
    }

    private static ByteBuffer node(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer head(int length, int type, int column, int direction) {
        return node(length).put((byte) type).putChar((char) column).put((byte) direction);
    }

    private static byte[] leaf(float value) {
        return node(4).putFloat(value).array();
    }

    /** A split of one column by a number into two leaves. */
    static byte[] split(int column, float left, float right) {
        return head(16, BOTH_LEAVES | NUMBER, column, 3)
                .putFloat(0)
                .putFloat(left)
                .putFloat(right)
                .array();
    }

    /** A split with two subtrees, which tells the length of the left one in that many bytes. */
    private static byte[] split(int size, byte[] left, byte[] right) {
        ByteBuffer node =
                head(8 + size + left.length + right.length, size - 1, 0, 3).putFloat(0);
        for (int i = 0; i < size; i++) {
            node.put((byte) (left.length >> 8 * i));
        }
        return node.put(left).put(right).array();
    }

    private static double score(byte[] tree, double x) {
        return SharedTreeMojoModel.scoreTree(tree, new double[] {x, x}, false, new String[2][]);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] patched(byte[] tree, int at, int value) {
        byte[] patched = tree.clone();
        patched[at] = (byte) value;
        return patched;
    }

    @Test
    void leafAlone_hasNoSplit() {
        byte[] leaf = head(7, 0, 0xffff, 0).putFloat(3, 1.5f).array();
        assertThat(splits(leaf, 1.2)).isZero();
        assertThat(score(leaf, 0)).isEqualTo(1.5);
    }

    @Test
    void splitOfLeaves_isOneSplit() {
        byte[] tree = split(1, 2, 5);
        assertThat(splits(tree, 1.2)).isOne();
        assertThat(score(tree, -1)).isEqualTo(2);
        assertThat(score(tree, 1)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void lengthOfABranch_isReadInThatManyBytes(int size) {
        byte[] tree = split(size, split(0, 1, 2), split(1, 3, 4));
        assertThat(splits(tree, 1.2)).isEqualTo(3);
        assertThat(score(tree, 1)).isEqualTo(4);
        refuses(patched(tree, 8, 15), "a branch does not end where the next begins");
        refuses(patched(tree, 8, 17), "a branch does not end where the next begins");
    }

    @Test
    void branchOfMoreThanOneByteOfLength_isRead() {
        byte[] tree = split(0, 1, 2);
        for (int i = 0; i < 15; i++) {
            tree = split(tree.length < 256 ? 1 : 2, tree, split(0, 1, 2));
        }
        byte[] large = split(2, tree, split(0, 1, 7));
        assertThat(splits(large, 1.2)).isEqualTo(33);
        assertThat(score(large, 1)).isEqualTo(7);
    }

    @Test
    void treeDeeperThanItsFirstRoom_isRead() {
        byte[] tree = split(0, 1, 2);
        for (int i = 0; i < 200; i++) {
            tree = concat(head(8, RIGHT_LEAF | 1, 0, 3).array(), two(tree.length), tree, leaf(i));
        }
        assertThat(splits(tree, 1.2)).isEqualTo(201);
        assertThat(score(tree, 1)).isEqualTo(199);
        refuses(Arrays.copyOf(tree, tree.length + 1), "1 bytes are left over");
    }

    private static byte[] two(int number) {
        return node(2).putChar((char) number).array();
    }

    @Test
    void rightLeafBehindALeftBranch_isRead() {
        byte[] left = split(0, 1, 2);
        byte[] tree = concat(head(8, RIGHT_LEAF, 0, 3).array(), new byte[] {(byte) left.length}, left, leaf(9));
        assertThat(splits(tree, 1.2)).isEqualTo(2);
        assertThat(score(tree, 1)).isEqualTo(9);
    }

    @Test
    void leftLeafBeforeARightBranch_isRead() {
        byte[] tree = concat(head(8, LEFT_LEAF, 0, 3).array(), leaf(1), split(0, 1, 2));
        assertThat(splits(tree, 1.2)).isEqualTo(2);
        assertThat(score(tree, 1)).isEqualTo(2);
    }

    @Test
    void missingAgainstTheRest_hasNoThreshold() {
        byte[] tree = concat(head(4, BOTH_LEAVES, 1, 1).array(), leaf(1), leaf(2));
        assertThat(splits(tree, 1.2)).isOne();
        assertThat(score(tree, Double.NaN)).isEqualTo(2);
    }

    @Nested
    class SetsOfLevels {
        private byte[] small(int kind, byte[] set) {
            return concat(head(4, BOTH_LEAVES | kind, 0, 3).array(), set, leaf(1), leaf(2));
        }

        @Test
        void ofFourBytes_isRead() {
            byte[] tree = small(8, new byte[] {2, 0, 0, 0});
            assertThat(splits(tree, 1.2)).isOne();
            assertThat(score(tree, 1)).isEqualTo(2);
        }

        @ParameterizedTest
        @CsvSource({"1, 1", "8, 1", "9, 2", "40, 5"})
        void ofAnyLength_isRead(int levels, int bytes) {
            byte[] set = node(6 + bytes).putChar((char) 0).putInt(levels).array();
            byte[] tree = small(12, set);
            assertThat(splits(tree, 1.2)).isOne();
            assertThat(score(tree, 0)).isEqualTo(1);
        }

        @Test
        void ofAnOlderFormat_tellsItsBytes() {
            byte[] set = node(4 + 3).putChar((char) 0).putChar((char) 3).array();
            assertThat(splits(small(12, set), 1.1)).isOne();
            isRefused(
                    () -> splits(small(12, node(4).putInt(0).array()), 1.1),
                    ModelError.BROKEN_TREE,
                    "a set of levels leads out of the tree");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -8, 1000, Integer.MAX_VALUE})
        void thatLeadsOut_isRefused(int levels) {
            byte[] set = node(6).putChar((char) 0).putInt(levels).array();
            refuses(small(12, set), "a set of levels leads out of the tree");
        }

        @Test
        void thatFillsTheTree_leavesNoRoomForBranches() {
            byte[] set = node(7).putChar((char) 0).putInt(8).array();
            refuses(concat(head(4, BOTH_LEAVES | 12, 0, 3).array(), set), "a branch leads out of the tree");
        }

        @Test
        void ofNoKnownKind_isRefused() {
            refuses(small(4, new byte[4]), "a split is of no known type");
        }
    }

    @Nested
    class Faults {
        private final byte[] tree = split(1, split(0, 1, 2), split(1, 3, 4));

        @Test
        void cutAnywhere_isRefused() {
            for (int length = 0; length < tree.length; length++) {
                byte[] cut = Arrays.copyOf(tree, length);
                isRefused(() -> splits(cut, 1.2), ModelError.BROKEN_TREE, "in t ");
            }
            refuses(Arrays.copyOf(tree, tree.length - 1), "the tree ends early");
            refuses(new byte[2], "the tree ends early");
            refuses(head(3 + 3, 0, 0xffff, 0).array(), "the tree ends early");
            refuses(Arrays.copyOf(tree, 3), "the tree ends early");
            refuses(Arrays.copyOf(tree, 8), "the tree ends early");
        }

        @Test
        void moreBytes_areRefused() {
            refuses(Arrays.copyOf(tree, tree.length + 3), "3 bytes are left over");
        }

        @Test
        void columnThatIsNotThere_isRefused() {
            refuses(split(2, 1, 2), "a split asks for column 2 of 2");
        }

        @ParameterizedTest
        @ValueSource(ints = {16, 32, 51, 49})
        void nodeOfNoKnownType_isRefused(int type) {
            refuses(patched(tree, 0, type), "a node is of no known type");
        }

        @Test
        void branchWithoutLength_isRefused() {
            refuses(patched(tree, 8, 0), "a branch leads out of the tree");
        }

        @Test
        void branchLongerThanTheTree_isRefused() {
            refuses(patched(tree, 8, 33), "a branch leads out of the tree");
            byte[] back = split(4, split(0, 1, 2), split(1, 3, 4));
            refuses(patched(back, 11, 0xff), "a branch leads out of the tree");
        }

        @Test
        void branchUpToTheEnd_hasNoSibling() {
            refuses(patched(tree, 8, 32), "a branch does not end where the next begins");
        }
    }
}

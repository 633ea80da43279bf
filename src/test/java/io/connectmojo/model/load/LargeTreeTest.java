package io.connectmojo.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.score.compiled.Scorers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees with branches of every length that the format can tell: in one byte, two, three and four. */
class LargeTreeTest {
    private static final ModelFolder GBM = Cases.smallest("gbm", "Regression");
    private static final String TREE = "trees/t00_000";

    private final Random random = new Random(11);
    private int splits;

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 11, 15})
    void aTreeOfThatDepthIsReadAsItIsWritten(int depth) throws Exception {
        byte[] tree = tree(depth, false);
        assertThat(SharedTreeMojoModel.scoreTree(tree, new double[] {Double.NaN}, false, new String[1][]))
                .as("what H2O's library finds at the end of all right branches")
                .isEqualTo(lastLeaf(tree));
        isUsable(tree);
    }

    @Test
    void aBranchMayTellItsLengthInMoreBytesThanItNeeds() {
        isUsable(tree(5, true));
    }

    /** The walk finds it whole, and the compiled engine's self-check finds what H2O's library finds. */
    private void isUsable(byte[] tree) {
        byte[] zip = EditedMojo.of(GBM.bytes())
                .put(TREE + ".bin", tree)
                .put(TREE + "_aux.bin", new byte[40 * splits])
                .zip();
        Model model = ModelLoader.load(zip, "edited", ModelLimits.ofWorker());
        assertThat(Scorers.best(model, Set.of(), false).why()).startsWith("compiled, by packed trees");
    }

    private static float lastLeaf(byte[] tree) {
        return ByteBuffer.wrap(tree).order(ByteOrder.nativeOrder()).getFloat(tree.length - 4);
    }

    /** A full tree that splits the first column; a missing value goes right. */
    private byte[] tree(int depth, boolean generous) {
        splits++;
        byte[] left = depth == 1 ? leaf() : tree(depth - 1, generous);
        byte[] right = depth == 1 ? leaf() : tree(depth - 1, generous);
        int size = depth == 1 ? 0 : generous ? 4 : left.length < 1 << 8 ? 1 : left.length < 1 << 16 ? 2 : 3;
        ByteBuffer node = ByteBuffer.allocate(8 + size + left.length + right.length)
                .order(ByteOrder.nativeOrder())
                .put((byte) (depth == 1 ? 48 | 0x40 : size - 1))
                .putChar((char) 0)
                .put((byte) 3)
                .putFloat(random.nextFloat() * 4000);
        switch (size) {
            case 1 -> node.put((byte) left.length);
            case 2 -> node.putChar((char) left.length);
            case 3 ->
                node.put((byte) left.length).put((byte) (left.length >> 8)).put((byte) (left.length >> 16));
            case 4 -> node.putInt(left.length);
            default -> {
                // a leaf has no length
            }
        }
        return node.put(left).put(right).array();
    }

    private byte[] leaf() {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putFloat(random.nextFloat())
                .array();
    }
}

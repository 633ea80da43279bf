package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.XGBoostArchiveTest.SPLIT;
import static io.connectmojo.model.archive.XGBoostArchiveTest.model;
import static io.connectmojo.model.archive.XGBoostArchiveTest.passes;
import static io.connectmojo.model.archive.XGBoostArchiveTest.refuses;
import static io.connectmojo.model.archive.XGBoostArchiveTest.trees;

import io.connectmojo.problem.ModelError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand behind the trees of a booster, and beside it. */
class XGBoostExtrasTest {
    @Nested
    class Buffers {
        @Test
        void bufferThatIsKept_isPassedOver() throws IOException {
            passes(new SmallBooster("dart").tree(0, SPLIT).buffer(true, 3, 0));
            passes(new SmallBooster("dart").tree(0, SPLIT).buffer(true, 2, 1));
            passes(new SmallBooster("dart").classes(3).tree(0, SPLIT).buffer(true, 2, 1));
        }

        @Test
        void bufferThatIsNotKept_isNotThere() {
            passes(model(trees().buffer(false, 1000, 3).bytes()));
            passes(model(trees().buffer(true, 0, 3).bytes()));
        }

        @ParameterizedTest
        @CsvSource({"-1, 0", "1, -1", "1, 1000", "1000, 0", "9223372036854775807, 0"})
        void bufferThatDoesNotFit_isRefused(long rows, int leafVector) {
            SmallBooster booster = new SmallBooster("gbtree").tree(0, SPLIT);
            byte[] bytes = booster.buffer(false, rows, leafVector).bytes();
            // says that it is kept
            bytes[12] = 1;
            refuses(bytes, "it claims a buffer of " + rows + " rows");
        }

        @Test
        void bufferThatLacksAByte_isRefused() {
            byte[] whole = trees().buffer(true, 3, 0).bytes();
            passes(model(whole));
            refuses(Arrays.copyOf(whole, whole.length - 1), "it claims a buffer of 3 rows");
        }
    }

    @Nested
    class NodeWeights {
        private final ByteBuffer weights = ByteBuffer.allocate(4 + 4 + 3 * 8 + 4 + 8)
                .order(ByteOrder.nativeOrder())
                .putInt(2)
                .putInt(3)
                .putInt(4 + 4 + 3 * 8, 1);

        private void refusesWeights(byte[] bytes) {
            refuses(
                    model(trees().bytes()).entry("auxNodeWeights", bytes),
                    ModelError.BROKEN_TREE,
                    "in auxNodeWeights the weights are not those of the trees");
        }

        @Test
        void oneForEachNode_passes() {
            passes(model(trees().bytes()).entry("auxNodeWeights", weights.array()));
        }

        @Test
        void cutAnywhere_isRefused() {
            for (int length = 0; length < weights.capacity(); length++) {
                refusesWeights(Arrays.copyOf(weights.array(), length));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 4, 4 + 4 + 3 * 8})
        void otherCounts_areRefused(int at) {
            int count = weights.getInt(at);
            refusesWeights(weights.putInt(at, count + 1).array());
            refusesWeights(weights.putInt(at, count - 1).array());
        }

        @Test
        void ofALinearModel_areRefused() {
            refuses(
                    model(new SmallBooster("gblinear").bytes()).entry("auxNodeWeights", weights.array()),
                    ModelError.BROKEN_TREE,
                    "are weights for a booster without trees");
        }
    }
}

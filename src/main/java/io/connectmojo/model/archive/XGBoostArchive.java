package io.connectmojo.model.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Walks the binary booster of an XGBoost model in each of its formats (plain, {@code binf}; trees, dart, linear) before
 * the library allocates what it claims: every count fits the bytes that are there, no tree has a cycle, and every split
 * asks for a feature that the model has.
 */
final class XGBoostArchive {
    private static final String ENTRY = "boosterBytes";
    private static final byte[] OLD_FORMAT = "binf".getBytes(StandardCharsets.US_ASCII);
    private static final int NODE_BYTES = 20;
    private static final int STATISTIC_BYTES = 16;
    private static final int MAX_CLASSES = 100_000;

    private final ArchivePart part;
    private final ByteBuffer bytes;
    private final int inputs;
    private int groups;
    private int[] treeNodes = {};

    private XGBoostArchive(ArchivePart part) {
        this.part = part;
        this.bytes = ByteBuffer.wrap(part.blob(ENTRY)).order(ByteOrder.LITTLE_ENDIAN);
        int[] offsets = part.ini().numbers("cat_offsets");
        int categories = part.ini().number("cats", 0);
        int numbers = part.ini().number("nums", 0);
        if (categories < 0 || numbers < 0 || categories > 0 && offsets.length <= categories) {
            throw part.ini().inconsistent("its categories have no offsets");
        }
        this.inputs = numbers + (offsets.length == 0 ? 0 : offsets[categories]);
        if (inputs < 0 || inputs > part.file().inflated()) {
            throw part.ini().inconsistent("its categories have " + inputs + " levels");
        }
    }

    static void check(ArchivePart part) {
        new XGBoostArchive(part).check();
        if (part.has("auxNodeWeights")) {
            // kept for contributions only; the library copies one weight to each node
            new XGBoostArchive(part).checkWeights();
        }
    }

    private String check() {
        need(8);
        byte[] start = Arrays.copyOf(bytes.array(), OLD_FORMAT.length);
        if (Arrays.equals(start, OLD_FORMAT)) {
            skip(4);
        } else if (start[0] == 0 && start[1] == 5 && start[2] == 0x5f) {
            throw broken("the booster is of a Spark model, which H2O does not write");
        }
        skip(4);
        int features = integer();
        int classes = integer();
        boolean buffered = integer() != 0;
        skip(4 * 3 + 4 * 27);
        groups = classes == 0 ? 1 : classes;
        if (features < 0 || groups < 0 || groups > MAX_CLASSES) {
            throw broken("the booster has " + features + " features and " + classes + " classes");
        }
        text();
        String kind = text();
        switch (kind) {
            case "gblinear" -> checkLinear(features);
            case "gbtree" -> checkTrees(buffered);
            case "dart" -> {
                checkTrees(buffered);
                checkDropWeights();
            }
            default -> throw broken("the booster is of no known kind");
        }
        return kind;
    }

    private void checkLinear(int features) {
        skip(4 * 2 + 4 * 32);
        long weights = longInteger();
        if (features > inputs) {
            throw broken("it asks for " + features + " features of " + inputs);
        }
        if (weights != 0 && weights != (features + 1L) * groups || weights * Float.BYTES > bytes.remaining()) {
            throw broken("there are " + weights + " weights");
        }
    }

    private void checkTrees(boolean buffered) {
        int trees = integer();
        skip(4 * 3);
        long buffer = longInteger();
        skip(4);
        long leafVector = integer();
        skip(4 * 31 + 4);
        long leastTree = 4L * 37 + NODE_BYTES + STATISTIC_BYTES;
        if (trees < 0 || trees > bytes.remaining() / leastTree) {
            throw broken("the booster claims " + trees + " trees");
        }
        treeNodes = new int[trees];
        for (int i = 0; i < trees; i++) {
            treeNodes[i] = walk();
        }
        for (int i = 0; i < trees; i++) {
            int group = integer();
            if (group < 0 || group >= groups) {
                throw broken("a tree belongs to class " + group);
            }
        }
        if (buffer != 0 && buffered) {
            skipBuffer(buffer, leafVector);
        }
        int announced = part.ini().number("ntrees", 0);
        if (announced > 0 && trees != (long) announced * groups && trees != announced) {
            throw part.missing("the booster has " + trees + " trees, the model claims " + announced);
        }
    }

    /** What an old XGBoost kept to predict its training frame again. */
    private void skipBuffer(long rows, long leafVector) {
        if (rows < 0 || rows > bytes.remaining() || leafVector < 0 || leafVector > bytes.remaining()) {
            throw broken("it claims a buffer of " + rows + " rows");
        }
        long length = 2L * Float.BYTES * groups * rows * (leafVector + 1);
        if (length > bytes.remaining()) {
            throw broken("it claims a buffer of " + rows + " rows");
        }
        skip((int) length);
    }

    private void checkDropWeights() {
        if (treeNodes.length > 0) {
            long weights = longInteger();
            if (weights != treeNodes.length || weights * Float.BYTES > bytes.remaining()) {
                throw broken("there are " + weights + " weights for " + treeNodes.length + " trees");
            }
        }
    }

    /** @return the number of nodes */
    private int walk() {
        skip(4);
        int nodes = integer();
        skip(4 * 4 + 4 * 31);
        if (nodes < 1 || nodes > bytes.remaining() / (NODE_BYTES + STATISTIC_BYTES)) {
            throw broken("a tree claims " + nodes + " nodes");
        }
        int start = bytes.position();
        boolean[] seen = new boolean[nodes];
        Deque<Integer> next = new ArrayDeque<>();
        next.push(0);
        while (!next.isEmpty()) {
            int node = next.pop();
            if (node < 0 || node >= nodes || seen[node]) {
                throw broken("a branch leads out of its tree or back into it");
            }
            seen[node] = true;
            int at = start + node * NODE_BYTES;
            int left = bytes.getInt(at + 4);
            if (left != -1) {
                int feature = bytes.getInt(at + 12) & Integer.MAX_VALUE;
                if (feature >= inputs) {
                    throw broken("a split asks for feature " + feature + " of " + inputs);
                }
                next.push(left);
                next.push(bytes.getInt(at + 8));
            }
        }
        bytes.position(start + nodes * (NODE_BYTES + STATISTIC_BYTES));
        return nodes;
    }

    private void checkWeights() {
        if (check().equals("gblinear")) {
            throw part.brokenTree("auxNodeWeights", "are weights for a booster without trees");
        }
        ByteBuffer weights = ByteBuffer.wrap(part.blob("auxNodeWeights")).order(ByteOrder.nativeOrder());
        boolean fits = weights.remaining() >= 4 && weights.getInt() == treeNodes.length;
        for (int i = 0; fits && i < treeNodes.length; i++) {
            long length = (long) Double.BYTES * treeNodes[i];
            fits = weights.remaining() >= 4 && weights.getInt() == treeNodes[i] && weights.remaining() >= length;
            if (fits) {
                weights.position(weights.position() + (int) length);
            }
        }
        if (!fits) {
            throw part.brokenTree("auxNodeWeights", "the weights are not those of the trees");
        }
    }

    private String text() {
        long length = longInteger();
        if (length < 0 || length > Math.min(bytes.remaining(), 1000)) {
            throw broken("a name is " + length + " bytes long");
        }
        byte[] name = new byte[(int) length];
        bytes.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private int integer() {
        need(4);
        return bytes.getInt();
    }

    private long longInteger() {
        need(8);
        return bytes.getLong();
    }

    private void skip(int length) {
        need(length);
        bytes.position(bytes.position() + length);
    }

    private void need(int length) {
        if (bytes.remaining() < length) {
            throw broken("the booster ends early");
        }
    }

    private RuntimeException broken(String why) {
        return part.brokenTree(ENTRY, why);
    }
}

package io.connectmojo.model.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary form of a small XGBoost model, piece by piece, as XGBoost writes it. */
final class SmallBooster {
    private final ByteBuffer bytes = ByteBuffer.allocate(100_000).order(ByteOrder.LITTLE_ENDIAN);
    private final String kind;
    private boolean old;
    private int features = 2;
    private int classes;
    private int buffered;
    private long rows;
    private int leafVector;
    private @Nullable Integer trees;
    private int linearWeights = 3;
    private long weights = -1;
    private @Nullable Long nameLength;
    private final List<int[]> nodes = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();

    SmallBooster(String kind) {
        this.kind = kind;
    }

    /** Begins with the letters of an older version. */
    SmallBooster old() {
        old = true;
        return this;
    }

    SmallBooster features(int number) {
        features = number;
        return this;
    }

    SmallBooster classes(int number) {
        classes = number;
        return this;
    }

    /** @param kept whether the booster says that it keeps a buffer of that many rows */
    SmallBooster buffer(boolean kept, long number, int vector) {
        buffered = kept ? 1 : 0;
        rows = number;
        leafVector = vector;
        return this;
    }

    /** How many trees it claims. */
    SmallBooster claims(int number) {
        trees = number;
        return this;
    }

    /** How many weights of trees or of a linear model it claims. */
    SmallBooster weights(long number) {
        weights = number;
        return this;
    }

    SmallBooster linear(int number) {
        linearWeights = number;
        return this;
    }

    SmallBooster nameLength(long length) {
        nameLength = length;
        return this;
    }

    /** Nodes as left child, right child and feature. */
    SmallBooster tree(int group, int... children) {
        nodes.add(children);
        groups.add(group);
        return this;
    }

    byte[] bytes() {
        bytes.clear();
        if (old) {
            bytes.put("binf".getBytes(StandardCharsets.US_ASCII));
        }
        bytes.putFloat(0.5f).putInt(features).putInt(classes).putInt(buffered);
        space(4 * 3 + 4 * 27);
        name("reg:squarederror");
        bytes.putLong(nameLength == null ? kind.length() : nameLength).put(kind.getBytes(StandardCharsets.US_ASCII));
        if (kind.equals("gblinear")) {
            space(4 * 34);
            bytes.putLong(weights < 0 ? linearWeights : weights);
            space(4 * linearWeights);
        } else {
            trees();
        }
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    private void trees() {
        bytes.putInt(trees == null ? nodes.size() : trees);
        space(4 * 3);
        bytes.putLong(rows);
        space(4);
        bytes.putInt(leafVector);
        space(4 * 32);
        for (int[] tree : nodes) {
            bytes.putInt(1).putInt(tree.length / 3);
            space(4 * 35);
            for (int i = 0; i < tree.length; i += 3) {
                bytes.putInt(0)
                        .putInt(tree[i])
                        .putInt(tree[i + 1])
                        .putInt(tree[i + 2])
                        .putFloat(1);
            }
            space(16 * (tree.length / 3));
        }
        groups.forEach(bytes::putInt);
        if (buffered != 0) {
            space((int) (8 * Math.max(1, classes) * rows * (leafVector + 1)));
        }
        if (kind.equals("dart")) {
            bytes.putLong(weights < 0 ? nodes.size() : weights);
            space(4 * nodes.size());
        }
    }

    private void name(String text) {
        bytes.putLong(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void space(int length) {
        bytes.position(bytes.position() + length);
    }
}

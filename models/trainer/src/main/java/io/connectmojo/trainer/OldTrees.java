package io.connectmojo.trainer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tree models in the formats 1.00 to 1.30 that H2O wrote years ago.
 *
 * <p>The bytes of a tree have changed once: up to 1.10 a wide set of levels carries its length in two bytes of bytes,
 * later in four bytes of bits. A tree without a wide set is therefore the same in every format.
 */
final class OldTrees {

    static final List<String> VERSIONS = List.of("1.00", "1.10", "1.20", "1.30");

    private static final int NA_VERSUS_REST = 1;

    private OldTrees() {}

    /** Takes from a MOJO of today what the older format did not have. */
    static MojoZip translate(MojoZip today, String version) {
        double number = Double.parseDouble(version);
        MojoZip old = new MojoZip();
        today.entries().forEach((name, bytes) -> {
            boolean tree = name.startsWith("trees/");
            boolean aux = name.endsWith("_aux.bin");
            if (name.startsWith("domains/") || tree && !(aux && number < 1.1)) {
                if (tree && !aux) {
                    refuseWideSets(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
                }
                old.entries().put(name, bytes);
            }
        });
        old.text("model.ini", today.text("model.ini").lines()
                .filter(line -> !line.startsWith("_") && !line.startsWith("escape_domain_values"))
                .filter(line -> number > 1.1 || !line.startsWith("link_function"))
                .filter(line -> number > 1.0 || !line.startsWith("n_trees_per_class"))
                .map(line -> line.startsWith("mojo_version") ? "mojo_version = " + version : line)
                .collect(Collectors.joining("\n", "", "\n")));
        return old;
    }

    private static void refuseWideSets(ByteBuffer tree) {
        int type = tree.get() & 0xFF;
        if (tree.getShort() == -1) {
            tree.getFloat();
            return;
        }
        int test = type & 12;
        if (tree.get() != NA_VERSUS_REST) {
            if (test == 12) {
                throw new IllegalStateException("a wide set of levels");
            }
            tree.getInt();
        }
        int left = type & 51;
        if (left <= 3) {
            tree.position(tree.position() + left + 1);
            refuseWideSets(tree);
        } else {
            tree.getFloat();
        }
        if ((type & 0x40) == 0) {
            refuseWideSets(tree);
        } else {
            tree.getFloat();
        }
    }

    /** A tree of one split on column 0: levels in the set go right. Levels start at 3 to have an offset in the set. */
    static byte[] wideSplit(boolean missingLeft, int levels, int every, float left, float right, String version) {
        int offset = 3;
        int bits = levels - offset;
        byte[] set = new byte[(bits + 7) / 8];
        for (int level = offset; level < levels; level += every) {
            set[(level - offset) / 8] |= (byte) (1 << (level - offset) % 8);
        }
        ByteBuffer tree = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        tree.put((byte) (12 | 48 | 0xC0)).putShort((short) 0).put((byte) (missingLeft ? 2 : 3)).putShort((short) offset);
        if (Double.parseDouble(version) <= 1.1) {
            tree.putShort((short) set.length);
        } else {
            tree.putInt(bits);
        }
        tree.put(set).putFloat(left).putFloat(right);
        byte[] bytes = new byte[tree.position()];
        tree.flip().get(bytes);
        return bytes;
    }
}

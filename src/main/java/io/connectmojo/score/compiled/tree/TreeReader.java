package io.connectmojo.score.compiled.tree;

import io.connectmojo.model.archive.TreeBytes;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestBuilder;
import io.connectmojo.score.compiled.tree.forest.LevelSets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads H2O's compressed trees (MOJO format 1.2 and later) into a forest. Follows SharedTreeMojoModel.scoreTree, but goes
 * both ways at every split, and resolves for every level beforehand what scoreTree decides per row.
 *
 * <p>Bounded: a tree has fewer nodes than bytes and never points backwards, or it is not compiled.
 */
final class TreeReader {
    private static final int LEAF_COLUMN = 0xffff;
    private static final int LEFT_SIZE = 0b0011_0011;
    private static final int LEFT_IS_LEAF = 48;
    private static final int RIGHT_IS_LEAF = 0x40;
    private static final int SPLIT_KIND = 12;
    private static final int THRESHOLD = 0;
    private static final int SET_OF_32 = 8;
    private static final int SET_WITH_RANGE = 12;
    private static final int MISSING_VERSUS_REST = 1;
    private static final int MISSING_LEFT = 2;
    private static final int MISSING_LEFT_UNTRAINED = 4;

    private final ForestBuilder forest;

    /** Of the tree that is being read. */
    @SuppressWarnings("NullAway.Init")
    private TreeBytes bytes;

    TreeReader(ForestBuilder forest) {
        this.forest = forest;
    }

    /** A node yet to be read. The set is the last one on its path: scoreTree remembers its range. */
    private record Pending(
            int position,
            int place,
            boolean bareLeaf,
            @Nullable LevelRange range) {}

    /** Levels that a set speaks of; all others count as missing. */
    private record LevelRange(int first, int count, int position) {}

    void read(byte[] tree, int ofClass) throws NotCompiled {
        bytes = new TreeBytes(tree);
        Queue<Pending> pending = new ArrayDeque<>();
        pending.add(new Pending(0, forest.tree(ofClass), false, null));
        try {
            for (int nodes = 0; !pending.isEmpty(); nodes++) {
                if (nodes > tree.length) {
                    throw new NotCompiled("a tree runs in circles");
                }
                node(pending.remove(), pending);
            }
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new NotCompiled("a tree points outside of itself");
        }
    }

    private void node(Pending at, Queue<Pending> pending) throws NotCompiled {
        bytes.position(at.position);
        if (at.bareLeaf) {
            forest.leaf(at.place, bytes.real());
            return;
        }
        int type = bytes.one();
        int column = bytes.two();
        if (column == LEAF_COLUMN) {
            forest.leaf(at.place, bytes.real());
            return;
        }
        if (column >= forest.columns()) {
            throw new NotCompiled("a tree splits on a column that is no feature");
        }
        int direction = bytes.one();
        boolean missingVersusRest = direction == MISSING_VERSUS_REST;
        boolean missingRight = direction != MISSING_LEFT && direction != MISSING_LEFT_UNTRAINED;
        int kind = type & SPLIT_KIND;
        LevelRange range = at.range;
        float threshold = Float.NaN;
        if (!missingVersusRest) {
            if (kind == THRESHOLD) {
                threshold = bytes.real();
            } else {
                range = range(kind);
            }
        }
        int left;
        if (forest.levels(column) != Forest.NUMERIC) {
            LevelRange known = kind == THRESHOLD ? null : range;
            int[] set = missingVersusRest
                    ? missingOnly(column, known, missingRight)
                    : known == null ? from(column, threshold, missingRight) : members(column, known, missingRight);
            left = forest.levelSet(at.place, column, set);
        } else if (kind != THRESHOLD) {
            throw new NotCompiled("a tree splits a numeric column by levels");
        } else if (missingVersusRest || Float.isNaN(threshold)) {
            left = forest.missing(at.place, column, missingRight);
        } else {
            left = forest.threshold(at.place, column, threshold, missingRight);
        }
        children(type, left, range, pending);
    }

    /** Reads the size of the left subtree, which begins right after it and is followed by the right one. */
    private void children(int type, int left, @Nullable LevelRange range, Queue<Pending> pending) throws NotCompiled {
        int mask = type & LEFT_SIZE;
        boolean leftIsLeaf = mask == LEFT_IS_LEAF;
        int size = switch (mask) {
            case 0 -> bytes.one();
            case 1 -> bytes.two();
            case 2 -> bytes.three();
            case 3 -> bytes.four();
            case LEFT_IS_LEAF -> Float.BYTES;
            default -> throw new NotCompiled("a tree has a node of unknown kind");
        };
        if (size < 0) {
            throw new NotCompiled("a tree points backwards");
        }
        int position = bytes.position();
        pending.add(new Pending(position, left, leftIsLeaf, range));
        pending.add(new Pending(Math.addExact(position, size), left + 1, (type & RIGHT_IS_LEAF) != 0, range));
    }

    private LevelRange range(int kind) throws NotCompiled {
        int first = 0;
        int count = Integer.SIZE;
        if (kind == SET_WITH_RANGE) {
            first = bytes.two();
            count = bytes.four();
        } else if (kind != SET_OF_32) {
            throw new NotCompiled("a tree has a split of unknown kind");
        }
        if (count < 0) {
            throw new NotCompiled("a tree has a set of less than no levels");
        }
        LevelRange range = new LevelRange(first, count, bytes.position());
        bytes.position(bytes.position() + (count - 1 >> 3) + 1);
        return range;
    }

    private int[] members(int column, LevelRange range, boolean missingRight) {
        int[] set = LevelSets.all(forest.levels(column), missingRight);
        int end = Math.min(range.count, forest.levels(column) - range.first);
        for (int i = 0; i < end; i += Byte.SIZE) {
            LevelSets.put(
                    set, range.first + i, Math.min(Byte.SIZE, end - i), bytes.byteAt(range.position + i / Byte.SIZE));
        }
        return set;
    }

    private int[] from(int column, float threshold, boolean missingRight) {
        int[] set = LevelSets.all(forest.levels(column), missingRight);
        for (int level = 0; level < forest.levels(column); level++) {
            LevelSets.put(set, level, level >= threshold);
        }
        return set;
    }

    private int[] missingOnly(int column, @Nullable LevelRange range, boolean missingRight) {
        int[] set = LevelSets.all(forest.levels(column), missingRight);
        int first = range == null ? 0 : range.first;
        int end = range == null ? forest.levels(column) : Math.min(forest.levels(column), first + range.count);
        for (int level = first; level < end; level++) {
            LevelSets.put(set, level, false);
        }
        return set;
    }
}

package io.connectmojo.model.archive;

import java.util.Arrays;

/**
 * Walks every node of one tree of H2O's own format, once and forwards only. A left subtree must end where its right
 * sibling begins, so a tree that passes has no cycle, no shared node and nothing left over, and every split asks for a
 * column that the model has.
 */
final class TreeWalk {
    private static final int LEAF_COLUMN = 0xffff;
    private static final int NA_VS_REST = 1;
    private static final int LEFT_LEAF = 48;
    private static final int RIGHT_LEAF = 0x40;

    private final ArchivePart part;
    private final String entry;
    private final boolean shortBitSets;
    private final TreeBytes bytes;

    /** Where the right children begin of the splits whose left side is being walked; negated for leaves. */
    private int[] rights = new int[64];

    private int pending;

    TreeWalk(ArchivePart part, String entry, double version) {
        this.part = part;
        this.entry = entry;
        this.shortBitSets = version < 1.2;
        this.bytes = new TreeBytes(part.blob(entry));
    }

    /** Walks the tree. @return the number of its splits */
    int splits() {
        int splits = 0;
        boolean leafNext = false;
        while (true) {
            if (leafNext) {
                skip(4);
            } else if (enterNode()) {
                splits++;
                leafNext = leftIsLeaf;
                continue;
            }
            if (pending == 0) {
                break;
            }
            int right = rights[--pending];
            leafNext = right < 0;
            if (bytes.position() != Math.abs(right)) {
                throw part.brokenTree(entry, "a branch does not end where the next begins");
            }
        }
        if (bytes.remaining() > 0) {
            throw part.brokenTree(entry, bytes.remaining() + " bytes are left over");
        }
        return splits;
    }

    private boolean leftIsLeaf;

    /** @return whether it is a split, whose left child comes next */
    private boolean enterNode() {
        need(3);
        int type = bytes.one();
        int column = bytes.two();
        if (column == LEAF_COLUMN) {
            skip(4);
            return false;
        }
        if (column >= part.features()) {
            throw part.brokenTree(entry, "a split asks for column " + column + " of " + part.features());
        }
        need(1);
        boolean naVsRest = bytes.one() == NA_VS_REST;
        if (!naVsRest) {
            skipThreshold(type & 12);
        }
        int left = type & 51;
        leftIsLeaf = left == LEFT_LEAF;
        if (!leftIsLeaf && left > 3) {
            throw part.brokenTree(entry, "a node is of no known type");
        }
        int length = leftIsLeaf ? 4 : length(left + 1);
        int right = bytes.position() + length;
        if (length < 1 || length > bytes.remaining()) {
            throw part.brokenTree(entry, "a branch leads out of the tree");
        }
        if (pending == rights.length) {
            rights = Arrays.copyOf(rights, 2 * pending);
        }
        rights[pending++] = (type & RIGHT_LEAF) != 0 ? -right : right;
        return true;
    }

    private void skipThreshold(int kind) {
        if (kind == 0 || kind == 8) {
            skip(4);
        } else if (kind == 12) {
            need(shortBitSets ? 4 : 6);
            bytes.two();
            long length = shortBitSets ? bytes.two() : ((long) bytes.four() + 7) / 8;
            if (length < 1 || length > bytes.remaining()) {
                throw part.brokenTree(entry, "a set of levels leads out of the tree");
            }
            skip((int) length);
        } else {
            throw part.brokenTree(entry, "a split is of no known type");
        }
    }

    private int length(int size) {
        need(size);
        return switch (size) {
            case 1 -> bytes.one();
            case 2 -> bytes.two();
            case 3 -> bytes.three();
            default -> bytes.four();
        };
    }

    private void skip(int length) {
        need(length);
        bytes.position(bytes.position() + length);
    }

    private void need(int length) {
        if (bytes.remaining() < length) {
            throw part.brokenTree(entry, "the tree ends early");
        }
    }
}

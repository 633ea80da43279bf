package io.connectmojo.score.compiled.tree.isolation;

import hex.genmodel.algos.isoforextended.ExtendedIsolationForestMojoModel;
import io.connectmojo.score.NotCompiled;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Where the nodes of an extended isolation forest stand. Children are neighbours, the left one first.
 *
 * @param roots per tree
 * @param children of a node the left child; 0 for a leaf
 * @param places of a node the position of its numbers in the tree's bytes; of a leaf its number
 * @param lengths of each leaf, the length of the path to it, with what H2O adds for the rows that it holds
 */
record IsolationIndex(int[] roots, int[] children, int[] places, double[] lengths) {
    int root(int tree) {
        return roots[tree];
    }

    boolean isLeaf(int node) {
        return children[node] == 0;
    }

    int child(int node, boolean left) {
        return left ? children[node] : children[node] + 1;
    }

    int position(int node) {
        return places[node];
    }

    double length(int leaf) {
        return lengths[places[leaf]];
    }

    long bytes() {
        return 4L * (roots.length + children.length + places.length) + 8L * lengths.length;
    }

    /** Reads the lists of nodes: number, kind, and numbers or a count of rows. */
    static final class Builder {
        private final int columns;
        private int[] roots = new int[0];
        private int[] children = new int[64];
        private int[] places = new int[64];
        private double[] lengths = new double[64];
        private int nodes;
        private int leaves;

        Builder(int columns) {
            this.columns = columns;
        }

        /** A node yet to be placed. */
        private record Pending(int number, int place, int height) {}

        void add(byte[] tree) throws NotCompiled {
            ByteBuffer bytes = ByteBuffer.wrap(tree).order(ByteOrder.nativeOrder());
            try {
                if (bytes.getInt() != columns) {
                    throw new NotCompiled("its trees have another number of columns than the model");
                }
                Map<Integer, Integer> positions = positions(bytes);
                roots = Arrays.copyOf(roots, roots.length + 1);
                roots[roots.length - 1] = allocate(1);
                Queue<Pending> pending = new ArrayDeque<>();
                pending.add(new Pending(0, roots[roots.length - 1], 0));
                while (!pending.isEmpty()) {
                    place(pending.remove(), positions, bytes, pending);
                }
            } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new NotCompiled("a tree ends too early");
            }
        }

        /** Per node number, where it stands after the number. What follows the last node is no node. */
        private Map<Integer, Integer> positions(ByteBuffer bytes) {
            Map<Integer, Integer> positions = new HashMap<>();
            while (bytes.remaining() > Integer.BYTES) {
                int number = bytes.getInt();
                int position = bytes.position();
                int kind = bytes.get();
                int size = kind == ExtendedIsolationForestMojoModel.NODE
                        ? 2 * columns * Double.BYTES
                        : kind == ExtendedIsolationForestMojoModel.LEAF ? Integer.BYTES : Integer.MAX_VALUE;
                if (size > bytes.remaining()) {
                    break;
                }
                positions.putIfAbsent(number, position);
                bytes.position(bytes.position() + size);
            }
            return positions;
        }

        private void place(Pending at, Map<Integer, Integer> positions, ByteBuffer bytes, Queue<Pending> pending)
                throws NotCompiled {
            Integer position = positions.get(at.number);
            if (position == null) {
                throw new NotCompiled("a tree lacks a node");
            }
            if (bytes.get(position) == ExtendedIsolationForestMojoModel.LEAF) {
                lengths = leaves == lengths.length ? Arrays.copyOf(lengths, leaves * 2) : lengths;
                lengths[leaves] = at.height
                        + ExtendedIsolationForestMojoModel.averagePathLengthOfUnsuccessfulSearch(
                                bytes.getInt(position + 1));
                places[at.place] = leaves++;
                return;
            }
            int left = ExtendedIsolationForestMojoModel.leftChildIndex(at.number);
            int right = ExtendedIsolationForestMojoModel.rightChildIndex(at.number);
            // genmodel reads on from a node: it would miss a child that stands before it
            if (left <= at.number || !follows(left, position, positions) || !follows(right, position, positions)) {
                throw new NotCompiled("a tree is out of order");
            }
            int child = allocate(2);
            children[at.place] = child;
            places[at.place] = position + 1;
            pending.add(new Pending(left, child, at.height + 1));
            pending.add(new Pending(right, child + 1, at.height + 1));
        }

        private static boolean follows(int number, int parent, Map<Integer, Integer> positions) {
            Integer position = positions.get(number);
            return position != null && position > parent;
        }

        private int allocate(int count) {
            int first = nodes;
            nodes += count;
            if (nodes > children.length) {
                children = Arrays.copyOf(children, children.length * 2);
                places = Arrays.copyOf(places, places.length * 2);
            }
            return first;
        }

        IsolationIndex build() {
            return new IsolationIndex(
                    roots,
                    Arrays.copyOf(children, nodes),
                    Arrays.copyOf(places, nodes),
                    Arrays.copyOf(lengths, leaves));
        }
    }
}

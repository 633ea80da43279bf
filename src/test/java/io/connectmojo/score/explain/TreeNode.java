package io.connectmojo.score.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A tree as the definition of contributions sees it, read from genmodel's objects or made by a test.
 *
 * @param goesRight whether a row goes right; null for a leaf
 */
record TreeNode(int feature, double cover, double value, Predicate<Object> goesRight, TreeNode left, TreeNode right) {
    static TreeNode leaf(double cover, double value) {
        return new TreeNode(-1, cover, value, null, null, null);
    }

    boolean isLeaf() {
        return left == null;
    }

    /** What the row's leaf says. */
    double predict(Object row) {
        return isLeaf() ? value : (goesRight.test(row) ? right : left).predict(row);
    }

    /** The features of all splits. */
    List<Integer> features() {
        TreeSet<Integer> found = new TreeSet<>();
        collect(found);
        return new ArrayList<>(found);
    }

    private void collect(TreeSet<Integer> found) {
        if (!isLeaf()) {
            found.add(feature);
            left.collect(found);
            right.collect(found);
        }
    }
}

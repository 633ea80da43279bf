package io.connectmojo.score.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contributions by their definition, in 50 digits: the Shapley values of the game whose value for a set of known features is the
 * tree's mean over the ways that a row may go, a split on an unknown feature sending it both ways by the shares of its cover.
 */
final class Definition {
    private static final MathContext DIGITS = new MathContext(50);

    private Definition() {}

    /** By all subsets of the tree's features: slow and plain. Adds to the contributions; the bias is the last one. */
    static void addBySubsets(TreeNode tree, Object row, BigDecimal[] into) {
        List<Integer> features = tree.features();
        int n = features.size();
        BigDecimal[] values = new BigDecimal[1 << n];
        for (int known = 0; known < values.length; known++) {
            values[known] = value(tree, row, features, known);
        }
        into[into.length - 1] = into[into.length - 1].add(values[0]);
        for (int i = 0; i < n; i++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int known = 0; known < values.length; known++) {
                if ((known >> i & 1) == 0) {
                    BigDecimal weight = weight(Integer.bitCount(known), n);
                    sum = sum.add(weight.multiply(values[known | 1 << i].subtract(values[known]), DIGITS));
                }
            }
            into[features.get(i)] = into[features.get(i)].add(sum);
        }
    }

    private static BigDecimal value(TreeNode node, Object row, List<Integer> features, int known) {
        if (node.isLeaf()) {
            return new BigDecimal(node.value());
        }
        if ((known >> features.indexOf(node.feature()) & 1) != 0) {
            return value(node.goesRight().test(row) ? node.right() : node.left(), row, features, known);
        }
        return share(node, node.left())
                .multiply(value(node.left(), row, features, known), DIGITS)
                .add(share(node, node.right()).multiply(value(node.right(), row, features, known), DIGITS), DIGITS);
    }

    /** A feature of a path: the product of its shares, and whether the row satisfies all its splits. */
    private record Condition(BigDecimal share, boolean satisfied) {
        BigDecimal one() {
            return satisfied ? BigDecimal.ONE : BigDecimal.ZERO;
        }
    }

    /**
     * Leaf by leaf, for deep trees: the subsets of a path's other features are grouped by their size, the coefficients of a
     * product of linear factors.
     */
    static void addByPaths(TreeNode tree, Object row, BigDecimal[] into) {
        addByPaths(tree, row, new LinkedHashMap<>(), into);
    }

    private static void addByPaths(TreeNode node, Object row, Map<Integer, Condition> path, BigDecimal[] into) {
        if (node.isLeaf()) {
            addLeaf(new BigDecimal(node.value()), path, into);
            return;
        }
        boolean right = node.goesRight().test(row);
        Condition before = path.getOrDefault(node.feature(), new Condition(BigDecimal.ONE, true));
        for (TreeNode child : List.of(node.left(), node.right())) {
            Map<Integer, Condition> below = new LinkedHashMap<>(path);
            below.put(
                    node.feature(),
                    new Condition(
                            before.share.multiply(share(node, child), DIGITS),
                            before.satisfied && right == (child == node.right())));
            addByPaths(child, row, below, into);
        }
    }

    private static void addLeaf(BigDecimal value, Map<Integer, Condition> path, BigDecimal[] into) {
        BigDecimal mean = value;
        for (Condition condition : path.values()) {
            mean = mean.multiply(condition.share, DIGITS);
        }
        into[into.length - 1] = into[into.length - 1].add(mean);
        int n = path.size();
        for (Map.Entry<Integer, Condition> of : path.entrySet()) {
            List<BigDecimal> bySize = new ArrayList<>(List.of(BigDecimal.ONE));
            path.forEach((feature, condition) -> {
                if (!feature.equals(of.getKey())) {
                    multiply(bySize, condition);
                }
            });
            BigDecimal sum = BigDecimal.ZERO;
            for (int size = 0; size < n; size++) {
                sum = sum.add(weight(size, n).multiply(bySize.get(size), DIGITS));
            }
            BigDecimal gain = of.getValue().one().subtract(of.getValue().share);
            into[of.getKey()] =
                    into[of.getKey()].add(value.multiply(gain, DIGITS).multiply(sum, DIGITS));
        }
    }

    /** Times (share + one x): sets without the feature and sets with it. */
    private static void multiply(List<BigDecimal> bySize, Condition condition) {
        bySize.add(BigDecimal.ZERO);
        for (int size = bySize.size() - 1; size >= 0; size--) {
            BigDecimal without = bySize.get(size).multiply(condition.share, DIGITS);
            BigDecimal with = size == 0 ? BigDecimal.ZERO : bySize.get(size - 1).multiply(condition.one(), DIGITS);
            bySize.set(size, without.add(with));
        }
    }

    private static BigDecimal share(TreeNode node, TreeNode child) {
        return node.cover() == 0
                ? new BigDecimal("0.5")
                : new BigDecimal(child.cover()).divide(new BigDecimal(node.cover()), DIGITS);
    }

    /** size! (n - size - 1)! / n! */
    private static BigDecimal weight(int size, int n) {
        return factorial(size).multiply(factorial(n - size - 1)).divide(factorial(n), DIGITS);
    }

    private static BigDecimal factorial(int n) {
        BigDecimal product = BigDecimal.ONE;
        for (int i = 2; i <= n; i++) {
            product = product.multiply(BigDecimal.valueOf(i));
        }
        return product;
    }

    static BigDecimal[] zeros(int count) {
        BigDecimal[] zeros = new BigDecimal[count];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }
}

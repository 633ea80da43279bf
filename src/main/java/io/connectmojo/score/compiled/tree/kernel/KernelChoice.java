package io.connectmojo.score.compiled.tree.kernel;

import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.ForestShape;
import io.connectmojo.score.compiled.tree.forest.Keys;

/** Chooses the kernel that walks a forest. */
public interface KernelChoice {
    Kernel of(Forest forest, Keys keys);

    /**
     * The one that is expected to be the fastest.
     *
     * @param budget for tables of the single-compare and the leaf-mask form
     */
    static KernelChoice fastest(TableBudget budget) {
        return (forest, keys) -> {
            ForestShape shape = ForestShape.of(forest);
            if (LeafMaskKernel.pays(forest, shape, keys)) {
                Kernel leafMasks = LeafMaskKernel.of(forest, shape, keys, budget);
                if (leafMasks != null) {
                    return leafMasks;
                }
            }
            boolean complete = CompleteTrees.fit(forest, shape);
            if (complete && CompleteKernel.pays(shape, keys)) {
                return new CompleteKernel(forest, shape, keys);
            }
            Kernel singleCompare = SingleCompareKernel.of(forest, shape, keys, budget);
            if (singleCompare != null) {
                return singleCompare;
            }
            return complete ? new CompleteKernel(forest, shape, keys) : new CompactKernel(forest, keys);
        };
    }
}

package io.connectmojo.score.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.CategoricalEncoding;
import hex.genmodel.GenModel;
import hex.genmodel.algos.gbm.GbmMojoModel;
import hex.genmodel.algos.tree.SharedTreeMojoModel;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.FastTrees;
import io.connectmojo.score.compiled.tree.FlatTrees;
import io.connectmojo.score.compiled.tree.ModelZips;
import io.connectmojo.score.compiled.tree.forest.Forest;
import io.connectmojo.score.compiled.tree.forest.PackedNode;
import io.connectmojo.score.compiled.tree.isolation.IsolationTrees;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SelfCheckTest {
    private record Case(String name, CompiledForm form) {
        SelfCheckResult verdict() {
            SelfCheckResult alone = SelfCheckResult.on(form, Set.of(), 1, Long.MAX_VALUE);
            assertThat(SelfCheckResult.on(form, Set.of(), 2, Long.MAX_VALUE).form())
                    .isEqualTo(alone.form());
            return alone;
        }

        long[] nodes() throws ReflectiveOperationException {
            return SelfCheckTest.nodes(((Computation.Trees) form.computation()).trees());
        }

        /** Whether the trees are in the complete form, which has no packed nodes. */
        boolean isComplete() {
            return ((Computation.Trees) form.computation()).trees().form().equals("complete");
        }

        boolean isLeafMasks() {
            return ((Computation.Trees) form.computation()).trees().form().equals("leaf-mask");
        }

        Object kernel() throws ReflectiveOperationException {
            return field(field(((Computation.Trees) form.computation()).trees(), "walk"), "kernel");
        }

        /** The first node is the first tree's root. */
        boolean hasSplitAtRoot() throws ReflectiveOperationException {
            return nodes().length > 1 && nodes()[0] >>> 48 != 0;
        }

        /**
         * Encoded levels are a few numbers, and most faults of one ulp do not concern them; of very many thresholds only a
         * sample is tried.
         */
        boolean hasThresholdAtRoot() throws ReflectiveOperationException {
            GenModel model = form.model().genModel();
            int slot = (int) (nodes()[0] >>> 32) & 0xffff;
            return hasSplitAtRoot()
                    && slot <= 2 * model.nfeatures()
                    && model.getCategoricalEncoding() == CategoricalEncoding.AUTO
                    && Arrays.stream(form.thresholds()).allMatch(of -> of.length <= ProbeRows.MAX_THRESHOLDS);
        }

        /** The data that some models were trained from was constant: their trees decide nothing. */
        boolean decides() {
            return !(form.model().genModel() instanceof GbmMojoModel gbm) || Double.isFinite(gbm._init_f);
        }
    }

    private static Stream<Case> treeModels() {
        return ModelZips.all().stream().flatMap(zip -> {
            try {
                CompiledForm form = CompiledForm.of(ModelLoader.load(zip));
                return form.computation() instanceof Computation.Trees packed
                                && !(packed.trees() instanceof IsolationTrees)
                        ? Stream.of(new Case(ModelZips.name(zip), form))
                        : Stream.empty();
            } catch (NotCompiled | MojoException e) {
                return Stream.empty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aFaultPlantedInTheKernelMakesTheReferenceServe() {
        return treeModels()
                .map(c -> DynamicTest.dynamicTest(c.name, () -> {
                    assertThat(c.verdict().form()).as(c.verdict().why()).isNotNull();
                    if (!c.decides()) {
                        return;
                    }
                    if (c.isComplete()) {
                        findsLostRoot(c);
                        return;
                    }
                    if (c.isLeafMasks()) {
                        findsLostTree(c);
                        findsMovedThreshold(c);
                        return;
                    }
                    if (c.hasSplitAtRoot()) {
                        findsFault(c, c.nodes()[0] & ~0xffffffffL | Integer.MAX_VALUE);
                    }
                    if (c.hasThresholdAtRoot()) {
                        findsFault(c, c.nodes()[0] + 1);
                        findsFault(c, c.nodes()[0] - 1);
                    }
                }));
    }

    private static void findsFault(Case c, long fault) throws ReflectiveOperationException {
        long[] nodes = c.nodes();
        long before = nodes[0];
        nodes[0] = fault;
        assertThat(c.verdict().form()).as("%s as %s", before, fault).isNull();
        assertThat(c.verdict().why()).startsWith("reference, because");
        nodes[0] = before;
        assertThat(c.verdict().form()).isNotNull();
    }

    /** The first tree's root goes always left. */
    private static void findsLostRoot(Case c) throws ReflectiveOperationException {
        Object trees = field(c.kernel(), "trees");
        int[][] levels = (int[][]) field(trees, "levels");
        int[] roots = levels.length == 0 ? (int[]) field(trees, "last") : levels[0];
        int before = roots[0];
        roots[0] = levels.length == 0 ? before & 0xff : 0;
        if (roots[0] != before) {
            assertThat(c.verdict().form()).as("split %d lost", before).isNull();
            roots[0] = before;
        }
        assertThat(c.verdict().form()).isNotNull();
    }

    /** The first tree always ends in its first leaf. */
    private static void findsLostTree(Case c) throws ReflectiveOperationException {
        Object masks = field(c.kernel(), "masks");
        long[] lines = (long[]) field(masks, "lines");
        long[] before = lines.clone();
        for (int i = 0; i < lines.length; i += (int) field(masks, "words")) {
            lines[i] |= 1;
        }
        if (!Arrays.equals(lines, before)) {
            assertThat(c.verdict().form()).as("the first tree lost").isNull();
            System.arraycopy(before, 0, lines, 0, lines.length);
        }
        assertThat(c.verdict().form()).isNotNull();
    }

    /** The threshold at the first tree's root is one ulp off, up or down. */
    private static void findsMovedThreshold(Case c) throws ReflectiveOperationException, NotCompiled {
        if (!(c.form.model().genModel() instanceof SharedTreeMojoModel model)
                || model.getCategoricalEncoding() != CategoricalEncoding.AUTO
                || Arrays.stream(c.form.thresholds()).anyMatch(of -> of.length > ProbeRows.MAX_THRESHOLDS)) {
            return;
        }
        Forest forest = FlatTrees.forest(model);
        long root = forest.nodes()[0];
        if (PackedNode.isLeaf(root) || PackedNode.isLevelSet(root)) {
            return;
        }
        Object ranks = field(c.kernel(), "ranks");
        int place =
                Arrays.stream((int[]) field(ranks, "column")).boxed().toList().indexOf(forest.column(root));
        int[] start = (int[]) field(ranks, "start");
        int[] words = (int[]) field(field(field(c.kernel(), "masks"), "finder"), "words");
        // there is one more word behind those of each column
        int at = Arrays.binarySearch(words, start[place] + place, start[place + 1] + place, PackedNode.word(root));
        for (int by : new int[] {1, -1}) {
            words[at] += by;
            assertThat(c.verdict().form())
                    .as("the root's threshold moved by %d", by)
                    .isNull();
            words[at] -= by;
        }
        assertThat(c.verdict().form()).isNotNull();
    }

    private static long[] nodes(FastTrees trees) throws ReflectiveOperationException {
        Object walk = field(trees, "walk");
        return (long[]) field(field(walk, "kernel"), "nodes");
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}

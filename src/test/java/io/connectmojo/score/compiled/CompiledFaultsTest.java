package io.connectmojo.score.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import io.connectmojo.score.Category;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.compiled.SelfCheckFaultsTest.Case;
import io.connectmojo.score.compiled.tree.isolation.IsolationTrees;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Faults in the compiled forms that are no trees of splits (those are {@link SelfCheckTest}'s): the reference must serve. */
class CompiledFaultsTest {
    private static Stream<Case> modelsBy(Class<? extends Computation> kind) {
        return SelfCheckFaultsTest.compiledModels()
                .filter(c -> kind.isInstance(c.form().computation()))
                .filter(c -> !isRefused(c, c.form()));
    }

    private static boolean isRefused(Case c, CompiledForm form) {
        return SelfCheckResult.on(form, c.parts(), 1, Long.MAX_VALUE).form() == null;
    }

    private static CompiledForm with(CompiledForm form, Computation computation) {
        return new CompiledForm(form.model(), form.category(), form.encoding(), computation);
    }

    /** GLM, k-means, PCA, auto-encoders and what else genmodel's score0 computes: each number that it gives. */
    @TestFactory
    Stream<DynamicTest> faultInAnyNumberOfScore0_isFound() {
        return modelsBy(Computation.Score0.class)
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    GenModel model = c.form().model().genModel();
                    int numbers = model.getPredsSize(model.getModelCategory());
                    for (int i = 0; i < used(c.form().category(), numbers); i++) {
                        Computation faulty = new Computation.Score0(
                                new WrongNumber(model, i, c.form().category()), "");
                        assertThat(isRefused(c, with(c.form(), faulty)))
                                .as("%s: number %d of score0", c.name(), i)
                                .isTrue();
                    }
                }));
    }

    /** Some models of one number have room for others that nobody reads. */
    private static int used(Category category, int numbers) {
        boolean one = category == Category.Regression || category == Category.CoxPH || category.isCluster();
        return one ? 1 : numbers;
    }

    /** The model, but for one number of its score0. */
    @SuppressWarnings({"serial", "deprecation"})
    private static final class WrongNumber extends GenModel {
        private final GenModel model;
        private final int at;
        private final boolean isIndex;

        WrongNumber(GenModel model, int at, Category category) {
            super(model.getNames(), model.getDomainValues(), null);
            this.model = model;
            this.at = at;
            this.isIndex = at == 0 && (category.hasClasses() || category.isCluster());
        }

        @Override
        public double[] score0(double[] row, double[] predictions) {
            return wrong(model.score0(row, predictions));
        }

        @Override
        public double[] score0(double[] row, double offset, double[] predictions) {
            return wrong(model.score0(row, offset, predictions));
        }

        private double[] wrong(double[] predictions) {
            double right = predictions[at];
            predictions[at] = isIndex
                    ? (right == 0 ? 1 : 0)
                    : Double.isNaN(right) || Double.isInfinite(right) ? 0 : Math.nextUp(right);
            return predictions;
        }

        @Override
        public boolean requiresOffset() {
            return model.requiresOffset();
        }

        @Override
        public String getUUID() {
            return "faulty";
        }

        @Override
        public ModelCategory getModelCategory() {
            return model.getModelCategory();
        }
    }

    @TestFactory
    Stream<DynamicTest> faultInTheFirstLayer_isFound() {
        return modelsBy(Computation.Network.class)
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    Object net = ((Computation.Network) c.form().computation()).net();
                    Field first = accessible(net.getClass(), "first");
                    Object right = first.get(net);
                    float[] weights = ((float[]) get(right, "weights")).clone();
                    double[] biases = ((double[]) get(right, "biases")).clone();
                    weights[weights.length - 1] += 1;
                    biases[0] += 1;
                    first.set(net, copy(right, "weights", weights));
                    boolean weightFound = isRefused(c, c.form());
                    first.set(net, copy(right, "biases", biases));
                    boolean biasFound = isRefused(c, c.form());
                    first.set(net, right);
                    assertThat(weightFound || biasFound).isTrue();
                    assertThat(isRefused(c, c.form())).isFalse();
                }));
    }

    /** Some faults change nothing: the linear model has no coefficient for the level. */
    @TestFactory
    Stream<DynamicTest> faultInTheRules_isFound() {
        return modelsBy(Computation.Rules.class)
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    Object rules = ((Computation.Rules) c.form().computation()).rules();
                    int found = 0;
                    for (Object[] group : (Object[][]) get(rules, "groups")) {
                        Object[] right = group.clone();
                        for (int i = 0; i < group.length; i++) {
                            group[i] = copy(right[i], "value", (int) get(right[i], "value") == 0 ? 1 : 0);
                        }
                        found += isRefused(c, c.form()) ? 1 : 0;
                        System.arraycopy(right, 0, group, 0, group.length);
                    }
                    int[] targets = (int[]) get(rules, "targets");
                    for (int i = 1; i < targets.length; i++) {
                        int target = targets[i];
                        targets[i] = targets[i - 1];
                        found += isRefused(c, c.form()) ? 1 : 0;
                        targets[i] = target;
                    }
                    assertThat(found).isPositive();
                    assertThat(isRefused(c, c.form())).isFalse();
                }));
    }

    @TestFactory
    Stream<DynamicTest> faultInAnIsolationForest_isFound() {
        return modelsBy(Computation.Trees.class)
                .filter(c -> trees(c) instanceof IsolationTrees)
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    Object index = get(trees(c), "index");
                    double[] lengths = (double[]) get(index, "lengths");
                    double[] right = lengths.clone();
                    Arrays.setAll(lengths, i -> Math.nextUp(right[i]) + 1e-9);
                    assertThat(isRefused(c, c.form())).as("lengths").isTrue();
                    System.arraycopy(right, 0, lengths, 0, right.length);
                    int[] children = (int[]) get(index, "children");
                    int root = ((int[]) get(index, "roots"))[0];
                    children[root]++;
                    assertThat(isRefused(c, c.form())).as("children").isTrue();
                    children[root]--;
                    assertThat(isRefused(c, c.form())).isFalse();
                }));
    }

    /** Levels that become other numbers than genmodel's. */
    @TestFactory
    Stream<DynamicTest> faultInTheEncodingOfLevels_isFound() {
        return SelfCheckFaultsTest.compiledModels()
                .filter(c -> c.name().matches("(gbm|drf|xgb)_encoding_(enum|labelencoder|sortbyresponse)"))
                .filter(c -> !isRefused(c, c.form()))
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    Object columns = get(c.form().encoding(), "columns");
                    boolean identity = (boolean) get(c.form().encoding(), "identity");
                    int codes = 0;
                    for (int i = 0; !identity && i < Array.getLength(columns); i++) {
                        Object column = Array.get(columns, i);
                        if (column.getClass().getSimpleName().equals("Code")) {
                            double[] of = (double[]) get(column, "codes");
                            double[] right = of.clone();
                            IntStream.range(0, of.length).forEach(k -> of[k] = right[right.length - 1 - k]);
                            codes += isRefused(c, c.form()) ? 1 : 0;
                            System.arraycopy(right, 0, of, 0, right.length);
                        }
                    }
                    assertThat(identity || codes > 0).isTrue();
                    assertThat(isRefused(c, c.form())).isFalse();
                }));
    }

    @TestFactory
    Stream<DynamicTest> clusterWithoutDistances_isCheckedToo() {
        return SelfCheckFaultsTest.compiledModels()
                .filter(c -> c.form().category() == Category.Clustering)
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    assertThat(c.parts()).isEqualTo(Set.of(OutputPart.DISTANCES));
                    GenModel model = c.form().model().genModel();
                    Computation faulty = new Computation.Score0(new WrongNumber(model, 0, Category.Clustering), "");
                    assertThat(isRefused(c, with(c.form(), faulty))).isTrue();
                }));
    }

    private static Object trees(Case c) {
        return ((Computation.Trees) c.form().computation()).trees();
    }

    /** The record with another value of one component. */
    private static Object copy(Object record, String component, Object value) throws ReflectiveOperationException {
        var components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getName().equals(component) ? value : get(record, components[i].getName());
        }
        Constructor<?> constructor = record.getClass()
                .getDeclaredConstructor(Arrays.stream(components)
                        .map(java.lang.reflect.RecordComponent::getType)
                        .toArray(Class[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object get(Object of, String name) throws ReflectiveOperationException {
        return accessible(of.getClass(), name).get(of);
    }

    private static Field accessible(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}

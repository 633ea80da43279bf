package io.connectmojo.score.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.Model;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import io.connectmojo.score.Category;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.Row;
import io.connectmojo.score.Scorer;
import io.connectmojo.score.compiled.tree.ModelZips;
import io.connectmojo.score.reference.PredictionShapes;
import io.connectmojo.score.reference.ReferenceScorer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One number of one row is wrong by one bit, in each part of the output and in each kind of model: the self-check tells. */
class SelfCheckFaultsTest {
    /** The row, of those that are scored, in which the fault is: fewer are always compared. */
    private static final int FAULTY_ROW = 20;

    record Case(String name, CompiledForm form) {
        Set<OutputPart> parts() {
            return CompiledForm.given(PredictionShapes.shared(form.model()).available());
        }
    }

    /** Loaded once for all tests of faults, which leave them as they were. */
    private static final class Loaded {
        static final List<Case> CASES =
                ModelZips.all().stream().flatMap(SelfCheckFaultsTest::compiled).toList();
    }

    static Stream<Case> compiledModels() {
        return Loaded.CASES.stream();
    }

    private static Stream<Case> compiled(Path zip) {
        try {
            return Stream.of(new Case(ModelZips.name(zip), CompiledForm.of(ModelLoader.load(zip))));
        } catch (NotCompiled | MojoException e) {
            return Stream.empty();
        }
    }

    @TestFactory
    Stream<DynamicTest> faultInAnyPart_isFound() {
        return compiledModels()
                .filter(c -> serves(c.form, c.parts()))
                .map(c -> DynamicTest.dynamicTest(c.name, () -> everyFaultIsFound(c)));
    }

    private static boolean serves(CompiledForm form, Set<OutputPart> parts) {
        return SelfCheckResult.on(form, parts, 1, Long.MAX_VALUE).form() != null;
    }

    private static void everyFaultIsFound(Case c) {
        assertThat(finds(c, p -> {})).isFalse();
        Map<String, Consumer<Prediction>> faults = faults(c);
        assertThat(faults).isNotEmpty();
        faults.forEach((where, fault) -> assertThat(finds(c, fault))
                .as("%s: a fault in the %s", c.name, where)
                .isTrue());
    }

    private static boolean finds(Case c, Consumer<Prediction> fault) {
        Model model = c.form.model();
        Scorer reference = new ReferenceScorer(model, PredictionShapes.shared(model), c.parts());
        Scorer faulty = new Faulty(new CompiledScorer(c.form, c.parts()), fault);
        return new SelfCheck(reference, faulty, c.parts(), Long.MAX_VALUE)
                .difference(
                        new ProbeRows(model, c.form.thresholds()),
                        model.columns().size(),
                        0,
                        1)
                .isPresent();
    }

    private static Map<String, Consumer<Prediction>> faults(Case c) {
        Map<String, Consumer<Prediction>> faults = new LinkedHashMap<>();
        Category category = c.form.category();
        if (category.isNumber()) {
            faults.put("number", p -> p.value = next(p.value));
        } else if (category.isCluster()) {
            faults.put("cluster", p -> p.cluster++);
        } else if (category.hasClasses()) {
            faults.put("label", p -> p.label = p.label == 0 ? 1 : 0);
        } else {
            faults.put("dimensions", p -> last(p.dimensions));
        }
        if (category.hasProbabilities()) {
            faults.put("probabilities", p -> last(p.probabilities));
        }
        if (category == Category.AnomalyDetection) {
            faults.put("anomaly", p -> p.anomaly = !p.anomaly);
        }
        c.parts().forEach(part -> faults.put(part.settingName(), faultIn(part)));
        return faults;
    }

    private static Consumer<Prediction> faultIn(OutputPart part) {
        return switch (part) {
            case PROBABILITIES -> p -> last(p.probabilities);
            case CALIBRATED_PROBABILITIES -> p -> last(p.calibratedProbabilities);
            case DISTANCES -> p -> last(p.distances);
            case RECONSTRUCTION -> p -> last(p.reconstruction);
            case SCORE, MARGIN -> p -> part.set(p, next(part.of(p)));
            default -> throw new AssertionError("no fault is known for " + part);
        };
    }

    private static void last(double[] numbers) {
        numbers[numbers.length - 1] = next(numbers[numbers.length - 1]);
    }

    private static double next(double number) {
        return Double.isNaN(number) || Double.isInfinite(number) ? 0 : Math.nextUp(number);
    }

    /** The scorer whose one prediction is wrong. */
    private static final class Faulty implements Scorer {
        private final Scorer scorer;
        private final Consumer<Prediction> fault;
        private int scored;

        Faulty(Scorer scorer, Consumer<Prediction> fault) {
            this.scorer = scorer;
            this.fault = fault;
        }

        @Override
        public void score(Row row, Prediction into) {
            scorer.score(row, into);
            if (++scored == FAULTY_ROW) {
                fault.accept(into);
            }
        }

        @Override
        public Prediction newPrediction() {
            return scorer.newPrediction();
        }

        @Override
        public String engine() {
            return scorer.engine();
        }
    }

    @Test
    void modelsOfTheTests_coverEveryPartOfEveryKind() {
        Set<OutputPart> parts = EnumSet.noneOf(OutputPart.class);
        Set<String> kinds = new TreeSet<>();
        Set<Category> categories = EnumSet.noneOf(Category.class);
        compiledModels().filter(c -> serves(c.form, Set.of())).forEach(c -> {
            parts.addAll(c.parts());
            categories.add(c.form.category());
            Object computation = c.form.computation();
            kinds.add(
                    computation instanceof Computation.Trees trees
                            ? trees.trees().getClass().getSimpleName()
                            : computation.getClass().getSimpleName());
        });
        Set<OutputPart> compiled = CompiledForm.given(EnumSet.allOf(OutputPart.class));
        compiled.removeIf(OutputPart::isAlwaysAvailable);
        assertThat(parts).isEqualTo(compiled);
        assertThat(categories)
                .isEqualTo(EnumSet.copyOf(Stream.of(Category.values())
                        .filter(Category::isCompiled)
                        .toList()));
        assertThat(kinds).containsExactly("BoosterTrees", "FlatTrees", "IsolationTrees", "Network", "Rules", "Score0");
    }
}

package io.connectmojo.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields of each part, as the page of outputs names them, and which numbers of a prediction they take. */
class OutputPartTest {
    private static final Prediction PREDICTION = new Prediction();

    static {
        PREDICTION.probabilities = new double[] {1};
        PREDICTION.calibratedProbabilities = new double[] {2};
        PREDICTION.staged = new double[] {3};
        PREDICTION.distances = new double[] {4};
        PREDICTION.reconstruction = new double[] {5};
        PREDICTION.leafPaths = new String[] {"LR"};
        OutputPart.SCORE.set(PREDICTION, 6);
        OutputPart.MARGIN.set(PREDICTION, 7);
        PREDICTION.missing = 8;
        PREDICTION.unknown = 9;
        PREDICTION.invalid = 10;
        PREDICTION.outOfRange = 11;
    }

    /** Writes down what it is given. */
    private static final class Written implements PartFields {
        final List<String> fields = new ArrayList<>();

        @Override
        public void number(String name, ToDoubleFunction<Prediction> value) {
            fields.add(name + "=" + value.applyAsDouble(PREDICTION));
        }

        @Override
        public void numbers(By by, String prefix, String member, Function<Prediction, double[]> values) {
            fields.add(prefix + by + "/" + member + "=" + Arrays.toString(values.apply(PREDICTION)));
        }

        @Override
        public void list(String name, Function<Prediction, double[]> values) {
            fields.add(name + "=" + Arrays.toString(values.apply(PREDICTION)));
        }

        @Override
        public void texts(String name, Function<Prediction, String[]> values) {
            fields.add(name + "=" + Arrays.toString(values.apply(PREDICTION)));
        }

        @Override
        public void contributions() {
            fields.add("contributions");
        }

        @Override
        public void previous(String name) {
            fields.add(name);
        }

        @Override
        public void count(String name, ToIntFunction<Prediction> value) {
            fields.add(name + "=" + value.applyAsInt(PREDICTION));
        }

        @Override
        public void countByProfile(String name, ToIntFunction<Prediction> value) {
            fields.add(name + "=" + value.applyAsInt(PREDICTION) + " by profile");
        }

        @Override
        public void problem(String name) {
            fields.add(name);
        }

        @Override
        public void modelStamp(String name) {
            fields.add(name);
        }

        @Override
        public void arm(String name) {
            fields.add(name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROBABILITIES | p_CLASS/probabilities=[1.0]",
                "CALIBRATED_PROBABILITIES | calibrated_p_CLASS/calibrated_probabilities=[2.0]",
                "CONTRIBUTIONS | contributions",
                "LEAF_NODES | leaf_nodes=[LR]",
                "STAGED_PREDICTIONS | staged=[3.0]",
                "DISTANCES | distance_CLUSTER/distances=[4.0]",
                "RECONSTRUCTION | r_CELL/reconstruction=[5.0]",
                "SCORE | score=6.0",
                "MARGIN | margin=7.0",
                "PREVIOUS | previous",
                "QUALITY | missing=8 unknown=9 invalid=10 out_of_range=11 by profile",
                "ERROR | error",
                "MODEL | model",
                "ARM | arm"
            })
    void fields_areThoseOfThePage(OutputPart part, String fields) {
        Written written = new Written();
        part.addTo(written);
        assertThat(String.join(" ", written.fields)).isEqualTo(fields);
    }
}

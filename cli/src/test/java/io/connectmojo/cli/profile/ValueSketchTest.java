package io.connectmojo.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.profile.QuantileBins;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.LongToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bins and ranks against the sorted list of all numbers. */
class ValueSketchTest {
    private static final int LIMIT = 1 << 12;
    private static final int N = 200_000;

    record Case(String name, DoubleSupplier next) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        Random random = new Random(11);
        return Stream.of(
                new Case("normal", random::nextGaussian),
                new Case("uniform", random::nextDouble),
                new Case("log-normal", () -> Math.exp(3 * random.nextGaussian())),
                new Case("small counts", () -> (double) random.nextInt(7)),
                new Case("mostly zero", () -> random.nextInt(10) < 8 ? 0 : random.nextGaussian()),
                new Case("both signs", () -> (random.nextBoolean() ? -1 : 1) * Math.pow(random.nextDouble(), 5)),
                new Case("epoch milliseconds", () -> 1.7e12 + random.nextInt()),
                new Case("narrow beside zero", () -> 1e9 + random.nextDouble()),
                new Case("heavy tail", () -> 1 / random.nextDouble()));
    }

    private static ValueSketch sketch(double[] numbers) {
        ValueSketch sketch = new ValueSketch(LIMIT);
        Arrays.stream(numbers).forEach(sketch::add);
        return sketch;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void counts_areExactForTheEdges(Case given) {
        double[] numbers = DoubleStream.generate(given.next).limit(N).toArray();
        QuantileBins bins = sketch(numbers).bins();
        long[] counted = new long[bins.size()];
        Arrays.stream(numbers).forEach(number -> counted[bins.of(number)]++);
        for (int i = 0; i < counted.length; i++) {
            assertThat(bins.count(i)).isEqualTo(counted[i]);
        }
        assertThat(bins.total()).isEqualTo(N);
        assertThat(bins.min()).isEqualTo(Arrays.stream(numbers).min().orElseThrow());
        assertThat(bins.max()).isEqualTo(Arrays.stream(numbers).max().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void edges_areQuantilesOfTheNumbers(Case given) {
        double[] numbers = DoubleStream.generate(given.next).limit(N).toArray();
        QuantileBins bins = sketch(numbers).bins();
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        QuantileBins exact = QuantileBins.ofSorted(sorted, 20);
        assertThat(bins.size()).isEqualTo(exact.size());
        long count = 0;
        long expected = 0;
        for (int i = 0; i < bins.size(); i++) {
            assertThat(Arrays.binarySearch(sorted, bins.edge(i)))
                    .as("edge was seen")
                    .isGreaterThanOrEqualTo(0);
            count += bins.count(i);
            expected += exact.count(i);
            assertThat(Math.abs(count - expected)).as("rank of edge %s", i).isLessThan(N / 200);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rank_givesItsNumberOrALargerOne(Case given) {
        double[] numbers = DoubleStream.generate(given.next).limit(N).toArray();
        LongToDoubleFunction byRank = sketch(numbers).byRank();
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        for (int rank = 1; rank <= N; rank += 97) {
            double number = byRank.applyAsDouble(rank);
            assertThat(number).isBetween(sorted[rank - 1], sorted[Math.min(N, rank + N / 200) - 1]);
        }
    }

    @Test
    void order_doesNotMatter() {
        for (Case given : cases().toList()) {
            double[] numbers = DoubleStream.generate(given.next).limit(50_000).toArray();
            QuantileBins bins = sketch(numbers).bins();
            List<Double> other =
                    new java.util.ArrayList<>(Arrays.stream(numbers).boxed().toList());
            Collections.shuffle(other, new Random(3));
            assertThat(sketch(other.stream().mapToDouble(d -> d).toArray()).bins())
                    .as(given.name)
                    .isEqualTo(bins);
            Collections.sort(other);
            assertThat(sketch(other.stream().mapToDouble(d -> d).toArray()).bins())
                    .as(given.name)
                    .isEqualTo(bins);
        }
    }

    @Test
    void fewDifferentNumbers_areExact() {
        double[] numbers = new Random(5).ints(N, 0, LIMIT).asDoubleStream().toArray();
        ValueSketch sketch = sketch(numbers);
        assertThat(sketch.isExact()).isTrue();
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        assertThat(sketch.bins()).isEqualTo(QuantileBins.ofSorted(sorted, 20));
        LongToDoubleFunction byRank = sketch.byRank();
        for (int rank = 1; rank <= N; rank++) {
            assertThat(byRank.applyAsDouble(rank)).isEqualTo(sorted[rank - 1]);
        }
    }

    @Test
    void numberOfBins_followsTheRows() {
        for (int[] sizes : new int[][] {{1, 1}, {5, 5}, {150, 10}, {1000, 10}, {1500, 15}, {5000, 20}}) {
            double[] numbers = new Random(2).doubles(sizes[0]).toArray();
            assertThat(sketch(numbers).bins().size()).as("%s rows", sizes[0]).isEqualTo(sizes[1]);
        }
    }

    @Test
    void signOfZeroOrInfinity_isTaken() {
        QuantileBins bins = sketch(new double[] {-0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
                .bins();
        assertThat(bins)
                .isEqualTo(new QuantileBins(
                        -Double.MAX_VALUE, new double[] {-Double.MAX_VALUE, 0, Double.MAX_VALUE}, new long[] {1, 2, 1
                        }));
    }
}

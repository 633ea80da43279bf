package io.connectmojo.metrics.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.connectmojo.metrics.drift.DriftData.Change;
import io.connectmojo.metrics.stats.Shift;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.QuantileBins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftTest {
    private static final int SEEDS = 20 * Math.max(1, Integer.getInteger("mojo.tests.scale", 1));
    private static final int RECORDS = 5000;

    /** From which index on the shipped alert tells. */
    private static final double ALERT = 0.1;

    /** One record in a millisecond: slow enough to count all. */
    private final AtomicLong nanos = new AtomicLong();

    private Drift drift(DriftData data, int records) {
        return drift(data, new DriftWindow(records, 3_600_000), 1_000_000);
    }

    private Drift drift(DriftData data, DriftWindow window, long nanosPerRecord) {
        return Drift.of(data.model, data.shape, window, () -> nanos.addAndGet(nanosPerRecord), () -> 42)
                .orElseThrow();
    }

    private static int position(DriftData data, boolean numeric, int which) {
        return IntStream.range(0, data.columns.size())
                .filter(c -> data.columns.get(c).levels().isEmpty() == numeric)
                .skip(which)
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> alerts(DriftData data, Drift drift) {
        Set<String> alerts = new TreeSet<>();
        for (ModelColumn column : data.columns) {
            Shift shift = drift.column(column.name());
            if (shift.psi() > ALERT && shift.psi() > shift.noise()) {
                alerts.add(column.name());
            }
        }
        return alerts;
    }

    private enum Planted {
        LOCATION,
        SCALE,
        LEVEL_GONE,
        MISSING_DOUBLED,
        COLUMNS_SWAPPED;

        Set<Integer> columns(DriftData data) {
            return switch (this) {
                case LOCATION, SCALE, MISSING_DOUBLED -> Set.of(position(data, true, 0));
                case LEVEL_GONE -> Set.of(position(data, false, 0));
                case COLUMNS_SWAPPED -> Set.of(position(data, true, 0), position(data, true, 1));
            };
        }

        Change change(DriftData data) {
            int number = position(data, true, 0);
            int other = position(data, true, 1);
            int level = position(data, false, 0);
            return switch (this) {
                case LOCATION -> (row, random) -> row[number] += 5;
                case SCALE -> (row, random) -> row[number] = 100 * number + (row[number] - 100 * number) * 1.6;
                case LEVEL_GONE -> (row, random) -> row[level] = row[level] == 0 ? 1 : row[level];
                case MISSING_DOUBLED ->
                    (row, random) -> row[number] = random.nextDouble() < 0.25 ? Double.NaN : row[number];
                case COLUMNS_SWAPPED ->
                    (row, random) -> {
                        double kept = row[number];
                        row[number] = row[other];
                        row[other] = kept;
                    };
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Planted.class)
    @DisplayName("Planted drift is found in the window that it happens in, and nowhere else")
    void plantedDrift_isFound(Planted planted) {
        for (int seed = 0; seed < SEEDS; seed++) {
            DriftData data = new DriftData(seed);
            Drift drift = drift(data, RECORDS);
            Set<String> expected = new TreeSet<>();
            planted.columns(data).forEach(c -> expected.add(data.columns.get(c).name()));
            data.window(drift, RECORDS, Change.NONE);
            assertThat(alerts(data, drift)).as("seed %s, before", seed).isEmpty();
            data.window(drift, RECORDS, planted.change(data));
            assertThat(alerts(data, drift)).as("seed %s, drift", seed).isEqualTo(expected);
            data.window(drift, RECORDS, Change.NONE);
            assertThat(alerts(data, drift)).as("seed %s, after", seed).isEmpty();
        }
    }

    @Test
    @DisplayName("1,000 windows without drift: no alert, and one index in 100 above the noise")
    void noDrift_noAlert() {
        DriftData data = new DriftData(7);
        Drift drift = drift(data, 600);
        Map<String, Integer> above = new HashMap<>();
        for (int window = 0; window < 1000; window++) {
            data.window(drift, 600, Change.NONE);
            assertThat(alerts(data, drift)).as("window %s", window).isEmpty();
            for (ModelColumn column : data.columns) {
                Shift shift = drift.column(column.name());
                above.merge(column.name(), shift.psi() > shift.noise() ? 1 : 0, Integer::sum);
            }
            Shift shift = drift.prediction();
            above.merge("(prediction)", shift.psi() > shift.noise() ? 1 : 0, Integer::sum);
        }
        int sum = above.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(sum).as("%s", above).isLessThan(15 * above.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_000_000})
    @DisplayName("The numbers are those of a plain count of the rows that were counted, in slow and fast streams")
    void numbers_areThoseOfAPlainCount(int nanosPerRecord) {
        DriftData data = new DriftData(3);
        Drift drift = drift(data, new DriftWindow(20_000, Long.MAX_VALUE / 2_000_000), nanosPerRecord);
        Change change = (row, random) -> {
            row[position(data, true, 0)] += 3;
            row[position(data, false, 1)] = random.nextDouble() < 0.5 ? 0 : row[position(data, false, 1)];
        };
        List<double[]> rows = data.window(drift, 40_000, change);
        int end = rows.size() - drift.pendingRows();
        List<double[]> last = rows.subList(end - (int) drift.rows(), end);
        for (int c = 0; c < data.columns.size(); c++) {
            ModelColumn column = data.columns.get(c);
            ColumnProfile profile =
                    data.model.profile().orElseThrow().column(column.name()).orElseThrow();
            int at = c;
            Shift shift = drift.column(column.name());
            double[] plain = plain(
                    profile, column, last.stream().mapToDouble(row -> row[at]).toArray());
            assertThat(shift.psi()).as(column.name()).isCloseTo(plain[0], within(1e-9));
            assertThat(shift.distance()).as(column.name()).isCloseTo(plain[1], within(1e-9));
        }
    }

    /** Index and distance after the words of the documentation, by other means. */
    private static double[] plain(ColumnProfile profile, ModelColumn column, double[] cells) {
        ToIntFunction<Double> bin;
        double[] wanted;
        if (profile instanceof ColumnProfile.Numeric numeric) {
            QuantileBins bins = numeric.bins().orElseThrow();
            wanted = new double[bins.size() + 3];
            for (int i = 0; i < bins.size(); i++) {
                wanted[i + 1] = bins.count(i);
            }
            bin = cell -> Double.isNaN(cell) ? bins.size() + 2 : bins.of(cell) + 1;
        } else {
            ColumnProfile.Categorical levels = (ColumnProfile.Categorical) profile;
            List<String> names = new ArrayList<>(levels.levels().keySet());
            wanted = new double[names.size() + 2];
            for (int i = 0; i < names.size(); i++) {
                wanted[i] = Math.rint(levels.levels().get(names.get(i)) * DriftData.PROFILED);
            }
            bin = cell -> Double.isNaN(cell)
                    ? names.size() + 1
                    : names.indexOf(column.levels().get((int) (double) cell));
        }
        wanted[wanted.length - 1] = Math.rint(profile.missing() * DriftData.PROFILED);
        double[] given = new double[wanted.length];
        Arrays.stream(cells).forEach(cell -> given[bin.applyAsInt(cell)]++);
        double m = Arrays.stream(wanted).sum();
        double n = Arrays.stream(given).sum();
        List<double[]> pairs = new ArrayList<>();
        double[] rare = new double[2];
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] * n / m >= 5) {
                pairs.add(new double[] {wanted[i], given[i]});
            } else {
                rare[0] += wanted[i];
                rare[1] += given[i];
            }
        }
        if (rare[0] * n / m >= 5 || rare[1] >= 5) {
            pairs.add(rare);
        } else {
            double[] smallest =
                    pairs.stream().min((a, b) -> Double.compare(a[0], b[0])).orElseThrow();
            smallest[0] += rare[0];
            smallest[1] += rare[1];
        }
        double psi = 0;
        double distance = 0;
        for (double[] pair : pairs) {
            double p = (pair[0] + 0.5) / (m + 0.5 * pairs.size());
            double q = (pair[1] + 0.5) / (n + 0.5 * pairs.size());
            psi += (q - p) * Math.log(q / p);
            distance += Math.abs(pair[0] / m - pair[1] / n) / 2;
        }
        return new double[] {psi, distance};
    }

    @Test
    void window_endsByTimeToo() {
        DriftData data = new DriftData(1);
        Drift drift = drift(data, new DriftWindow(1_000_000, 500), 1_000_000);
        data.window(drift, 400, Change.NONE);
        assertThat(drift.rows()).isZero();
        data.window(drift, 400, Change.NONE);
        assertThat(drift.rows()).isBetween(490L, 510L);
        assertThat(drift.endedAt()).isEqualTo(42);
    }

    @Test
    void fastStream_isSampled() {
        DriftData data = new DriftData(1);
        Drift drift = drift(data, new DriftWindow(50_000, 3_600_000), 1);
        List<double[]> counted = data.window(drift, 50_100, Change.NONE);
        assertThat(counted.size()).isBetween(1300, 1850);
    }

    @Test
    void smallWindowOfAFastStream_isCountedWhole() {
        DriftData data = new DriftData(1);
        Drift drift = drift(data, new DriftWindow(500, 3_600_000), 1);
        assertThat(data.window(drift, 500, Change.NONE)).hasSize(500);
        assertThat(drift.rows()).isEqualTo(500);
    }

    @Test
    void tooFewRecords_tellNothing() {
        DriftData data = new DriftData(1);
        Drift drift = drift(data, new DriftWindow(100_000, 100), 1_000_000);
        data.window(drift, 150, Change.NONE);
        assertThat(drift.rows()).isBetween(90L, 110L);
        assertThat(drift.prediction().psi()).isNaN();
        assertThat(drift.column(data.columns.get(0).name()).noise()).isNaN();
        assertThat(drift.outOfRange(data.columns.get(0).name())).isNaN();
    }

    @Test
    void numbersBeyondTheProfile_areOutOfRange() {
        DriftData data = new DriftData(1);
        Drift drift = drift(data, 1000);
        int number = position(data, true, 0);
        data.window(drift, 1000, (row, random) -> row[number] = random.nextDouble() < 0.3 ? 1e9 : row[number]);
        assertThat(drift.outOfRange(data.columns.get(number).name())).isCloseTo(0.3, within(0.05));
        assertThat(drift.outOfRange(data.columns.get(position(data, true, 1)).name()))
                .isLessThan(0.01);
    }

    @Test
    void switchedOff_countsNothing() {
        DriftData data = new DriftData(1);
        assertThat(Drift.of(data.model, data.shape, new DriftWindow(0, 1000), () -> 0, () -> 0))
                .isEmpty();
    }
}

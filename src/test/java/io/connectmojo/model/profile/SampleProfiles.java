package io.connectmojo.model.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Profiles that are right, for tests that spoil them or give them to a model. */
public final class SampleProfiles {
    private SampleProfiles() {}

    /** What every profile has, and nothing else. */
    public static Profile bare(String modelSha256) {
        return new Profile(
                modelSha256,
                Optional.empty(),
                0,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    public static ProfileBytes bytes(Profile profile) {
        return new ProfileBytes(ProfileWriter.write(profile).getBytes(java.nio.charset.StandardCharsets.UTF_8), "test");
    }

    /** A profile of everything, of numbers of all magnitudes and names of all characters. */
    static Profile random(long seed) {
        Random random = new Random(seed);
        List<ColumnProfile> columns = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            String name = i + text(random);
            columns.add(
                    random.nextBoolean()
                            ? new ColumnProfile.Numeric(name, random.nextBoolean(), random.nextDouble(), bins(random))
                            : new ColumnProfile.Categorical(name, 0.25, shares(random, 0.5), random.nextDouble() / 4));
        }
        List<GoldenRow> golden = new ArrayList<>();
        for (int i = 0; i < random.nextInt(5); i++) {
            Object[] cells = {number(random), null, text(random), -0.0, 1e300};
            golden.add(new GoldenRow(
                    Arrays.asList(cells),
                    random.nextBoolean() ? 0 : number(random),
                    new GoldenRow.Answer(
                            random.nextBoolean() ? Optional.empty() : Optional.of(text(random)),
                            List.of(number(random), Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE))));
        }
        long n = 1 + random.nextInt(3000);
        double[] scores = random.doubles(n).sorted().toArray();
        return new Profile(
                "0123456789abcdef".repeat(4),
                random.nextBoolean() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(random.nextInt())),
                random.nextInt(1 << 30),
                columns,
                Optional.of(new PredictionProfile(random.nextDouble() / 2, bins(random), shares(random, 0.4))),
                golden,
                Optional.of(Calibration.of(n, rank -> scores[(int) rank - 1])),
                Optional.of(new Quality(n, Map.of("rmse", number(random)))));
    }

    static Optional<QuantileBins> bins(Random random) {
        double[] edges = random.ints(20)
                .mapToDouble(i -> number(random))
                .filter(Double::isFinite)
                .sorted()
                .distinct()
                .toArray();
        return Optional.of(new QuantileBins(
                edges[0], edges, random.longs(edges.length, 0, 1L << 40).toArray()));
    }

    private static Map<String, Double> shares(Random random, double all) {
        Map<String, Double> shares = new LinkedHashMap<>();
        double left = all;
        for (int i = 0; i < random.nextInt(8); i++) {
            double share = left * random.nextDouble();
            shares.put(text(random) + i, share);
            left -= share;
        }
        return shares;
    }

    private static double number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextDouble();
            case 2 -> random.nextInt(1000) / 100.0;
            default -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(any) ? any : Double.MAX_VALUE;
            }
        };
    }

    private static String text(Random random) {
        int[] points = {'a', '"', '\\', 0, 9, 10, 0x7f, 0xe9, 0x2028, 0xfeff, 0x1f600, ' ', '/', '<'};
        return random.ints(random.nextInt(6), 0, points.length)
                .collect(StringBuilder::new, (text, i) -> text.appendCodePoint(points[i]), StringBuilder::append)
                .toString();
    }
}

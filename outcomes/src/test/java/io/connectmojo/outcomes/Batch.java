package io.connectmojo.outcomes;

import io.connectmojo.outcomes.RandomRecords.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Join and figures from all records at once, each figure as its definition says, over pairs and thresholds. */
record Batch(long join, boolean lastWins) {
    /** A prediction and what became of it; NaN and empty where it has none. */
    record Pair(
            String actual,
            String predicted,
            List<String> classes,
            double[] shares,
            double number,
            double lower,
            double upper) {
        static Pair ofActual(String actual) {
            return new Pair(actual, null, List.of(), new double[0], Double.NaN, Double.NaN, Double.NaN);
        }

        static Pair ofClass(String actual, String predicted, List<String> classes, double... shares) {
            return new Pair(actual, predicted, classes, shares, Double.NaN, Double.NaN, Double.NaN);
        }

        static Pair ofNumber(double number, double lower, double upper) {
            return new Pair(null, null, List.of(), new double[0], number, lower, upper);
        }

        Pair with(String outcome) {
            return new Pair(outcome, predicted, classes, shares, number, lower, upper);
        }

        double share(String label) {
            return shares[classes.indexOf(label)];
        }

        double miss() {
            return number - Double.parseDouble(actual);
        }
    }

    /** By start of the window, model and arm. */
    TreeMap<String, List<Pair>> windows(List<Sent> sent, long size) {
        Map<String, List<Sent>> outcomes = new HashMap<>();
        for (Sent record : sent) {
            if (record.topic().equals("out")) {
                outcomes.computeIfAbsent(record.key(), any -> new ArrayList<>()).add(record);
            }
        }
        TreeMap<String, List<Pair>> windows = new TreeMap<>();
        for (Sent record : sent) {
            if (record.topic().equals("in")) {
                List<Sent> near = outcomes.getOrDefault(record.key(), List.of()).stream()
                        .filter(outcome -> Math.abs(outcome.time() - record.time()) <= join)
                        .toList();
                if (!near.isEmpty()) {
                    Sent outcome = near.get(lastWins ? near.size() - 1 : 0);
                    long time = lastWins ? record.time() + join : Math.max(record.time(), outcome.time());
                    windows.computeIfAbsent(time / size * size + "/" + record.group(), any -> new ArrayList<>())
                            .add(record.pair().with(outcome.pair().actual()));
                }
            }
        }
        return windows;
    }

    private static double mean(List<Pair> pairs, ToDoubleFunction<Pair> of) {
        return pairs.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    static double accuracy(List<Pair> pairs) {
        return mean(pairs, pair -> pair.actual().equals(pair.predicted()) ? 1 : 0);
    }

    static double precision(List<Pair> pairs, String label) {
        return mean(
                pairs.stream().filter(pair -> pair.predicted().equals(label)).toList(),
                pair -> pair.actual().equals(label) ? 1 : 0);
    }

    static double recall(List<Pair> pairs, String label) {
        return mean(
                pairs.stream().filter(pair -> pair.actual().equals(label)).toList(),
                pair -> pair.predicted().equals(label) ? 1 : 0);
    }

    static double logLoss(List<Pair> pairs) {
        return mean(pairs, pair -> -Math.log(Math.max(1e-15, Math.min(1 - 1e-15, pair.share(pair.actual())))));
    }

    static double brier(List<Pair> pairs) {
        return mean(pairs, pair -> {
            if (pair.classes().size() == 2) {
                String second = pair.classes().get(1);
                return Math.pow(pair.share(second) - (pair.actual().equals(second) ? 1 : 0), 2);
            }
            return pair.classes().stream()
                    .mapToDouble(
                            label -> Math.pow(pair.share(label) - (pair.actual().equals(label) ? 1 : 0), 2))
                    .sum();
        });
    }

    /** The share of pairs of one of the class and another one whose scores are in order. */
    static double auc(List<Pair> pairs, String label) {
        double ordered = 0;
        long count = 0;
        for (Pair of : pairs) {
            for (Pair other : pairs) {
                if (of.actual().equals(label) && !other.actual().equals(label)) {
                    count++;
                    ordered +=
                            of.share(label) > other.share(label) ? 1 : of.share(label) == other.share(label) ? 0.5 : 0;
                }
            }
        }
        return ordered / count;
    }

    /** The mean, over the records of the class, of the precision among those that score as high or higher. */
    static double averagePrecision(List<Pair> pairs, String label) {
        List<Pair> of =
                pairs.stream().filter(pair -> pair.actual().equals(label)).toList();
        if (of.size() == pairs.size()) {
            return Double.NaN;
        }
        return mean(of, one -> precisionFrom(pairs, label, one.share(label)));
    }

    private static double precisionFrom(List<Pair> pairs, String label, double threshold) {
        return mean(
                pairs.stream().filter(pair -> pair.share(label) >= threshold).toList(),
                pair -> pair.actual().equals(label) ? 1 : 0);
    }

    /** Of two classes the second one's probability, else that of the predicted one. */
    static double calibrationError(List<Pair> pairs, boolean two) {
        Map<Integer, List<Pair>> bins = new HashMap<>();
        ToDoubleFunction<Pair> share = pair -> pair.share(two ? "c 1" : pair.predicted());
        pairs.forEach(pair -> bins.computeIfAbsent(
                        Math.min(9, (int) Math.floor(share.applyAsDouble(pair) * 10)), any -> new ArrayList<>())
                .add(pair));
        return bins.values().stream()
                        .mapToDouble(bin -> bin.size()
                                * Math.abs(mean(bin, share)
                                        - mean(
                                                bin,
                                                pair -> pair.actual().equals(two ? "c 1" : pair.predicted()) ? 1 : 0)))
                        .sum()
                / pairs.size();
    }

    static double rmse(List<Pair> pairs) {
        return Math.sqrt(mean(pairs, pair -> Math.pow(pair.miss(), 2)));
    }

    static double mae(List<Pair> pairs) {
        return mean(pairs, pair -> Math.abs(pair.miss()));
    }

    static double bias(List<Pair> pairs) {
        return mean(pairs, Pair::miss);
    }

    static double r2(List<Pair> pairs) {
        double middle = mean(pairs, pair -> Double.parseDouble(pair.actual()));
        double all = mean(pairs, pair -> Math.pow(Double.parseDouble(pair.actual()) - middle, 2));
        return all == 0 ? Double.NaN : 1 - mean(pairs, pair -> Math.pow(pair.miss(), 2)) / all;
    }

    static double inside(List<Pair> pairs) {
        return mean(pairs, pair -> {
            double actual = Double.parseDouble(pair.actual());
            return pair.lower() <= actual && actual <= pair.upper() ? 1 : 0;
        });
    }
}

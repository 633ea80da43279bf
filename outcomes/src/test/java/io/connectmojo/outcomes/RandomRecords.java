package io.connectmojo.outcomes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Predictions and outcomes as life has them: one in ten without an outcome, outcomes before their prediction, at the window's very end and
 * just behind it, repeated ones that say something else, predictions that are repeated, records out of order by less than the grace, two
 * models and two arms.
 */
final class RandomRecords {
    private final Random random;
    private final int classes;
    private final long join;
    private final List<Sent> sent = new ArrayList<>();
    private int predictions;

    /** A record, with what the batch needs to know of it. */
    record Sent(String topic, String key, long time, long arrival, String json, Batch.Pair pair, String group) {}

    /** @param classes 0 for numbers */
    RandomRecords(Random random, int classes, int keys, long start, long join, long grace) {
        this.random = random;
        this.classes = classes;
        this.join = join;
        for (int i = 0; i < keys; i++) {
            long time = start + (long) (random.nextDouble() * 2 * join);
            key("k" + i, time, grace);
        }
        sent.sort(Comparator.comparingLong(Sent::arrival));
    }

    static List<String> labels(int classes) {
        return IntStream.range(0, classes).mapToObj(i -> "c " + i).toList();
    }

    private void key(String key, long time, long grace) {
        prediction(key, time, grace);
        if (random.nextInt(20) == 0) {
            prediction(key, time + random.nextInt(1_000), grace);
        }
        if (random.nextInt(10) > 0) {
            long late = switch (random.nextInt(6)) {
                case 0 -> join;
                case 1 -> join + 1;
                case 2 -> -join;
                case 3 -> -(long) (random.nextDouble() * join);
                default -> (long) (random.nextDouble() * join);
            };
            outcome(key, time + late, grace);
            for (int more = random.nextInt(5); more > 3; more--) {
                outcome(key, time + late + random.nextInt(10_000), grace);
            }
        }
    }

    private void add(String topic, String key, long time, long grace, String json, Batch.Pair pair, String group) {
        // later than its time by less than the grace
        long arrival = time + (long) (random.nextDouble() * (grace - 1));
        sent.add(new Sent(topic, key, time, arrival, json, pair, group));
    }

    private void outcome(String key, long time, long grace) {
        String actual = classes == 0 ? Double.toString(random.nextGaussian() * 10) : "c " + random.nextInt(classes);
        add("out", key, time, grace, "{\"real\":\"" + actual + "\"}", Batch.Pair.ofActual(actual), null);
    }

    private void prediction(String key, long time, long grace) {
        predictions++;
        String model = "m@" + random.nextInt(2);
        String arm = random.nextBoolean() ? "champion" : "challenger";
        String tail = ",\"prediction_model\":\"" + model + "\",\"prediction_arm\":\"" + arm + "\"}";
        String group = model + "/" + arm;
        if (classes == 0) {
            double number = random.nextGaussian() * 10;
            double lower = number - random.nextDouble() * 20;
            double upper = number + random.nextDouble() * 20;
            String json = String.format(
                    Locale.ROOT,
                    "{\"prediction\":%s,\"prediction_lower\":%s,\"prediction_upper\":%s%s",
                    number,
                    lower,
                    upper,
                    tail);
            add("in", key, time, grace, json, Batch.Pair.ofNumber(number, lower, upper), group);
            return;
        }
        double[] shares =
                random.doubles(classes).map(share -> share * share * share).toArray();
        double all = java.util.Arrays.stream(shares).sum();
        StringBuilder json = new StringBuilder("{");
        int best = 0;
        for (int i = 0; i < classes; i++) {
            shares[i] /= all;
            best = shares[i] > shares[best] ? i : best;
            // the class 'c 1' is in a field's name as c_1
            json.append("\"prediction_p_c_")
                    .append(i)
                    .append("\":")
                    .append(shares[i])
                    .append(',');
        }
        json.append("\"prediction\":\"c ").append(best).append('"').append(tail);
        add(
                "in",
                key,
                time,
                grace,
                json.toString(),
                Batch.Pair.ofClass(null, "c " + best, labels(classes), shares),
                group);
    }

    int predictions() {
        return predictions;
    }

    /** As they arrive. */
    List<Sent> inOrder() {
        return sent;
    }
}

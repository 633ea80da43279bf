package io.connectmojo.cases;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Looks at scored records as they arrive and counts what is wrong with them. Each record has the number of its stream, a task's or a
 * partition's, and its own number there, from 0. Not thread-safe.
 */
public final class DeliveryCheck {
    private static final int MOST_EXAMPLES = 5;

    private final Map<String, Served> models;
    private final IntFunction<String> arms;
    private final Map<Integer, BitSet> seen = new HashMap<>();
    private final Map<String, Integer> highest = new HashMap<>();
    private final Map<String, Long> answered = new HashMap<>();
    private final List<String> examples = new ArrayList<>();
    private long duplicates;
    private long wrongScores;
    private long wrongStamps;
    private long wrongArms;
    private long outOfOrder;

    /** What a model predicts for each row, by H2O, and the arm that it serves; an empty arm when there is one only. */
    public record Served(String arm, List<Double> predictions) {}

    /** One record as it arrived; {@code stamp} is the model that it names. */
    public record Arrival(int stream, int number, double prediction, String stamp, String arm) {}

    /** How many records are missing or wrong, with some examples. */
    public record Faults(
            long missing,
            long duplicates,
            long wrongScores,
            long wrongStamps,
            long wrongArms,
            long outOfOrder,
            List<String> examples) {
        /** Of a delivery that promises each record at least once. */
        public Faults exceptDuplicates() {
            return new Faults(missing, 0, wrongScores, wrongStamps, wrongArms, outOfOrder, examples);
        }

        public boolean none() {
            return missing + duplicates + wrongScores + wrongStamps + wrongArms + outOfOrder == 0;
        }
    }

    /**
     * @param models by their stamps; may grow while the check runs
     * @param arms the arm that has to answer a number
     */
    public DeliveryCheck(Map<String, Served> models, IntFunction<String> arms) {
        this.models = models;
        this.arms = arms;
    }

    /** With one arm only. */
    public DeliveryCheck(Map<String, Served> models) {
        this(models, number -> "");
    }

    /**
     * The next record of a pass: of what one reader got, in its order. A pass may go back, as after a crash, but not leave out a number
     * on its way forward.
     */
    public void add(String pass, Arrival arrival) {
        int number = arrival.number();
        BitSet numbers = seen.computeIfAbsent(arrival.stream(), stream -> new BitSet());
        if (numbers.get(number)) {
            duplicates++;
        }
        numbers.set(number);
        String way = pass + "/" + arrival.stream();
        Integer before = highest.get(way);
        if (before != null && number > before + 1) {
            outOfOrder++;
            example(arrival, "follows number " + before);
        }
        highest.merge(way, number, Math::max);
        checkAnswer(arrival);
    }

    private void checkAnswer(Arrival arrival) {
        answered.merge(arrival.stamp(), 1L, Long::sum);
        Served served = models.get(arrival.stamp());
        if (served == null) {
            wrongStamps++;
            example(arrival, "no such model");
            return;
        }
        if (!same(served, arrival)) {
            // another model's score under this name, or nobody's
            if (models.values().stream().anyMatch(other -> same(other, arrival))) {
                wrongStamps++;
            } else {
                wrongScores++;
            }
            example(arrival, "the model predicts " + expected(served, arrival));
        }
        String arm = arms.apply(arrival.number());
        if (!arrival.arm().equals(arm) || !served.arm().equals(arm)) {
            wrongArms++;
            example(arrival, "belongs to arm " + arm);
        }
    }

    private static boolean same(Served served, Arrival arrival) {
        return Double.compare(expected(served, arrival), arrival.prediction()) == 0;
    }

    private static double expected(Served served, Arrival arrival) {
        return served.predictions().get(arrival.number() % served.predictions().size());
    }

    private void example(Arrival arrival, String what) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(arrival + ": " + what);
        }
    }

    /** Whether each of the streams has arrived up to that number, without it. */
    public boolean isComplete(int streams, int count) {
        return missing(streams, count) == 0;
    }

    private long missing(int streams, int count) {
        long missing = 0;
        for (int stream = 0; stream < streams; stream++) {
            BitSet numbers = seen.getOrDefault(stream, new BitSet());
            missing += count - numbers.get(0, count).cardinality();
        }
        return missing;
    }

    /** @param count how many records each stream sent */
    public Faults faults(int streams, int count) {
        return new Faults(
                missing(streams, count),
                duplicates,
                wrongScores,
                wrongStamps,
                wrongArms,
                outOfOrder,
                List.copyOf(examples));
    }

    /** How many records each model answered, by its stamp. */
    public Map<String, Long> answered() {
        return Map.copyOf(answered);
    }
}

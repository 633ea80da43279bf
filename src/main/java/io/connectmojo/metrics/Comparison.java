package io.connectmojo.metrics;

import io.connectmojo.metrics.stats.AgreementSums;
import io.connectmojo.metrics.stats.MinuteRing;
import io.connectmojo.metrics.stats.RecentValues;
import io.connectmojo.metrics.stats.Shift;
import io.connectmojo.metrics.stats.Window;
import io.connectmojo.model.profile.QuantileBins;
import io.connectmojo.score.Category;
import io.connectmojo.score.Prediction;
import io.connectmojo.score.PredictionShape;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * Compares what two models of one category say of the same records: whether they predict the same class or cluster, how far their
 * scores are apart, and how differently their predictions are distributed. Made anew when either model is replaced. One task's
 * thread records; any thread reads.
 */
public final class Comparison {
    private static final int BINS = 10;

    /**
     * One of both models.
     *
     * @param label the class that a prediction tells, -1 for none; asked where there are classes
     */
    public record Side(PredictionShape shape, ToIntFunction<Prediction> label) {}

    private final Side champion;
    private final Side challenger;
    private final Category category;

    /** By the index of the challenger's class, that of the champion's class of the same name; else the number of these. */
    private final int[] places;

    private final MinuteRing<AgreementSums> sums;
    private final RecentValues champions = new RecentValues();
    private final RecentValues challengers = new RecentValues();

    /** @param clock milliseconds of the epoch */
    public Comparison(Side champion, Side challenger, LongSupplier clock) {
        this.champion = champion;
        this.challenger = challenger;
        this.category = champion.shape.category();
        this.sums = new MinuteRing<>(AgreementSums::new, clock);
        this.places = challenger.shape.classes().stream()
                .mapToInt(name -> place(champion.shape, name))
                .toArray();
    }

    private static int place(PredictionShape shape, String name) {
        int place = shape.classes().indexOf(name);
        return place < 0 ? shape.classes().size() : place;
    }

    /** Takes what both say of one record; nothing when one of them has no answer. */
    public void record(Prediction ofChampion, Prediction ofChallenger) {
        int one = 0;
        int other = 0;
        if (category.isCluster()) {
            one = ofChampion.cluster;
            other = ofChallenger.cluster;
        } else if (category.hasClasses()) {
            one = champion.label.applyAsInt(ofChampion);
            int label = challenger.label.applyAsInt(ofChallenger);
            other = label < 0 ? -1 : places[label];
        }
        double score = category.hasScore() ? champion.shape.score(ofChampion) : 0;
        double otherScore = category.hasScore() ? challenger.shape.score(ofChallenger) : 0;
        if (one < 0 || other < 0 || !Double.isFinite(score) || !Double.isFinite(otherScore)) {
            return;
        }
        add(one == other, Math.abs(score - otherScore));
        if (hasShift()) {
            champions.add(category.hasScore() ? score : one);
            challengers.add(category.hasScore() ? otherScore : other);
        }
    }

    private synchronized void add(boolean agree, double difference) {
        sums.total().add(agree, difference);
        sums.current().add(agree, difference);
    }

    synchronized AgreementSums over(Window window) {
        AgreementSums all = new AgreementSums();
        sums.in(window).forEach(all::addAll);
        return all;
    }

    /** Whether both predict classes or clusters. */
    boolean hasLabels() {
        return category.hasClasses() || category.isCluster();
    }

    /** Whether one number says how high a record scores. */
    boolean hasScores() {
        return category.hasScore();
    }

    /** Whether the distributions can be compared: the numbers of clusters mean nothing from model to model. */
    boolean hasShift() {
        return category.hasScore() || category.hasClasses();
    }

    /** How far the challenger's latest predictions are distributed from the champion's of the same records. */
    Shift shift() {
        double[] expected = champions.sorted();
        double[] actual = challengers.sorted();
        if (expected.length < Shift.MIN_TOTAL) {
            return Shift.UNKNOWN;
        }
        return category.hasScore() ? ofScores(expected, actual) : ofClasses(expected, actual);
    }

    private static Shift ofScores(double[] expected, double[] actual) {
        QuantileBins bins = QuantileBins.ofSorted(expected, BINS);
        long[] counts = new long[bins.size()];
        for (double score : actual) {
            counts[Math.max(0, Math.min(bins.size() - 1, bins.of(score)))]++;
        }
        long[] before = new long[bins.size()];
        for (int bin = 0; bin < before.length; bin++) {
            before[bin] = bins.count(bin);
        }
        return Shift.of(before, counts);
    }

    private Shift ofClasses(double[] expected, double[] actual) {
        long[] before = new long[champion.shape.classes().size() + 1];
        long[] counts = new long[before.length];
        for (double label : expected) {
            before[(int) label]++;
        }
        for (double label : actual) {
            counts[(int) label]++;
        }
        return Shift.of(before, counts);
    }
}

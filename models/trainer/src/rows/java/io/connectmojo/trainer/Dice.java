package io.connectmojo.trainer;

import java.util.Random;

/** Random draws that come out the same wherever and whenever they are made with the same seed. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    double between(double low, double high, int digits) {
        return round(low + (high - low) * random.nextDouble(), digits);
    }

    double normal(double mean, double deviation) {
        return mean + deviation * random.nextGaussian();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Says yes with the probability the logistic function gives the score. */
    boolean logit(double score) {
        return chance(1 / (1 + Math.exp(-score)));
    }

    String one(String... words) {
        return words[random.nextInt(words.length)];
    }

    int poisson(double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    static double round(double value, int digits) {
        double unit = Math.pow(10, digits);
        return Math.round(value * unit) / unit;
    }
}

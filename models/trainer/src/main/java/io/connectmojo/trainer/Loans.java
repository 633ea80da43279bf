package io.connectmojo.trainer;

import hex.Model;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import water.fvec.Frame;

/** Made-up loans: numbers, categories of few and of many levels, gaps, and a response of every kind. */
final class Loans {
    private static final String[] REGIONS = {"north", "east", "Süd-West", "東京", "say \"hi\", you"};
    private static final String[] GRADES = {"A", "B", "C"};
    private static final String[] RESPONSES = {"defaulted", "loss", "grade", "claims", "rate", "score01", "default01"};
    private static final String[] ROLES = {"exposure", "weight", "fold"};

    private Loans() {}

    /** A case on loans with that response; the roles name further columns that training needs. */
    static ModelCase of(String name, String response, Function<Frame, Model<?, ?, ?>> train, String... roles) {
        return of(name, response, true, true, train, roles);
    }

    static ModelCase of(
            String name,
            String response,
            boolean missing,
            boolean unknown,
            Function<Frame, Model<?, ?, ?>> train,
            String... roles) {
        Table scoring = only(loans(48, 5, false), null, roles)
                .withGaps(new Random(name.hashCode()), missing, unknown, "exposure", "weight", "fold");
        return new ModelCase(
                "set/" + name,
                only(loans(500, 11, missing), response, roles),
                scoring,
                response,
                train,
                "loans from a seeded generator (Loans)",
                "",
                Map.of());
    }

    /** The features, the response and the named roles. */
    private static Table only(Table table, String response, String... roles) {
        Table result = table;
        for (String name : RESPONSES) {
            result = name.equals(response) ? result : result.without(name);
        }
        for (String name : ROLES) {
            result = java.util.List.of(roles).contains(name) ? result : result.without(name);
        }
        return result;
    }

    static Table loans(int count, long seed, boolean gaps) {
        Table table = Table.of(
                "amount", "income", "age", "term", "region*", "purpose*", "employed*", "defaulted*", "loss", "grade*",
                "claims", "rate", "score01", "default01", "exposure", "weight", "fold");
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            double amount = round(1000 + 24_000 * random.nextDouble(), 2);
            double income = round(18_000 + 70_000 * random.nextDouble(), 0);
            int age = 18 + random.nextInt(60);
            int term = 12 * (1 + random.nextInt(5));
            int region = random.nextInt(REGIONS.length);
            int purpose = (int) Math.floor(12 * random.nextDouble() * random.nextDouble());
            boolean employed = random.nextInt(4) > 0;
            double risk = 2.5 * amount / income + 0.3 * region - (employed ? 0.8 : 0) + 0.05 * purpose - 0.01 * age
                    + 0.4 * random.nextGaussian();
            boolean defaulted = random.nextDouble() < 1 / (1 + Math.exp(-risk));
            double loss = round(Math.max(1, 400 + 300 * risk + 80 * random.nextGaussian()), 2);
            double exposure = round(0.1 + random.nextDouble(), 3);
            int claims = (int) Math.floor(exposure * Math.exp(0.4 * risk) * 1.6 * random.nextDouble());
            table.add(
                    amount, gaps && random.nextInt(25) == 0 ? null : income, age, term, REGIONS[region], "p" + purpose,
                    gaps && random.nextInt(25) == 0 ? null : employed ? "yes" : "no", defaulted ? "yes" : "no", loss,
                    GRADES[risk < 0.2 ? 0 : risk < 0.9 ? 1 : 2], claims, round(Math.exp(0.2 * risk), 4),
                    round(1 / (1 + Math.exp(-risk)), 4), defaulted ? 1 : 0, exposure, 1 + random.nextInt(3), random.nextInt(3));
        }
        return table;
    }

    static double round(double value, int digits) {
        return Double.parseDouble(String.format(Locale.ROOT, "%." + digits + "f", value));
    }
}

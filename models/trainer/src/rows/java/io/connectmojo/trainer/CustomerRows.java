package io.connectmojo.trainer;

/** Generated customers of a shop with a response of every kind. */
public final class CustomerRows {

    private static final String[] REGIONS = {"east", "north", "south", "west"};
    private static final String[] PLANS = {"basic", "plus", "premium"};
    private static final String[] CITIES = {
        "Arbor", "Brook", "Cliff", "Dale", "Elm", "Ford", "Glen", "Hill", "Isle", "Kirk", "Lake", "Moor", "North", "Oak"
    };

    private CustomerRows() {}

    public static Table table(int rows, long seed) {
        Table table = Table.of(
                "age:n", "income:n", "visits:n", "tenure:n", "region:l", "plan:l", "city:l", "exposure:n", "weight:n",
                "fold:n", "spend:n", "buys:l", "bought:n", "segment:l", "claims:n", "share:n", "grade:l",
                "coupons:n", "refunds:n", "answer:l", "tier:l");
        Dice dice = new Dice(seed);
        for (int i = 0; i < rows; i++) {
            int age = dice.between(18, 80);
            double income = Dice.round(Math.max(900, dice.normal(3200 + 20 * age, 900)), 1);
            int visits = dice.poisson(4);
            double tenure = dice.between(0.0, 12.0, 2);
            int region = dice.between(0, 3);
            int plan = dice.between(0, 2);
            int city = dice.between(0, CITIES.length - 1);
            double exposure = dice.between(-0.7, 0.7, 3);
            double taste = (age - 45) / 20.0 + (income - 4000) / 1500 + 0.25 * (visits - 4) + 0.5 * plan
                    + (region == 1 ? 0.6 : region == 3 ? -0.5 : 0) + (city % 4 - 1.5) * 0.3;
            double spend = Dice.round(Math.max(1, 120 + 45 * taste + 4 * tenure + dice.normal(0, 20)), 2);
            boolean buys = dice.logit(taste + exposure - 0.4);
            double kind = taste + dice.normal(0, 0.7);
            int claims = dice.poisson(Math.exp(0.25 * taste + exposure));
            double share = Dice.round(1 / (1 + Math.exp(-taste * 0.7 + dice.normal(0, 0.3))), 4);
            double level = taste + dice.normal(0, 1);
            table.add(age, income, visits, tenure, REGIONS[region], PLANS[plan], CITIES[city], exposure,
                    dice.between(1, 3), i % 3, spend, buys, buys ? 1 : 0,
                    kind < -0.4 ? "bronze" : kind < 1.2 ? "silver" : "gold", claims, share,
                    level < 0 ? "1 low" : level < 1.4 ? "2 middle" : "3 high",
                    Math.max(0, visits - 4), age % 3 == 0 ? Dice.round(income / 70, 1) : 0, buys ? "2" : "1",
                    kind < -0.4 ? "1" : kind < 1.2 ? "2" : "3");
        }
        return table;
    }
}

package io.connectmojo.trainer;

/** Generated orders with a time, a text and levels that are hard on a csv reader. */
final class Orders {

    private static final String[] TOWNS = {
        "Zürich", "東京", "Saint-Étienne", "Paris, Texas", "the \"Big\" Town", "O'Fallon", "Łódź", "  Blank", "Ñ|;#"
    };

    private Orders() {}

    static Table table(int rows, long seed) {
        Table table = Table.of(
                "placed_at:t", "remark:x", "town:l", "shop:l", "quantity:n", "unit_price:n", "rush:l", "total:n", "late:l");
        Dice dice = new Dice(seed);
        long start = 1_609_459_200_000L;
        for (int i = 0; i < rows; i++) {
            int day = dice.between(0, 729);
            int second = dice.between(0, 86_399);
            int town = dice.between(0, TOWNS.length - 1);
            int quantity = dice.between(1, 12);
            double price = dice.between(2.0, 60.0, 2);
            boolean rush = dice.chance(0.3);
            double total = quantity * price * (1 + day / 1500.0) + (rush ? 9 : 0) + town * 3;
            boolean late = dice.logit((rush ? -0.8 : 0.3) + (town - 4) * 0.4 + quantity * 0.1 - 0.6);
            table.add(start + day * 86_400_000L + second * 1000L, "order " + dice.between(1, 9999), TOWNS[town],
                    "s" + dice.between(10, 49), quantity, price, rush ? "JA" : "NEIN", Dice.round(total, 2), late);
        }
        return table;
    }
}

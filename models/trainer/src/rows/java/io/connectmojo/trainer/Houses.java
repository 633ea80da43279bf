package io.connectmojo.trainer;

/** Generated house sales. The price follows from the house, with some noise. */
public final class Houses {

    static final String[] FLOORS = {"carpet", "hardwood", "laminate", "tile"};

    private Houses() {}

    public static Table table(int rows, long seed) {
        Table table = Table.of(
                "sqft:n", "lot_size_acres:n", "stories:n", "number_bedrooms:n", "number_bathrooms:n",
                "attached_garage:l", "has_pool:l", "has_kitchen_island:l", "main_flooring_type:l",
                "has_granite_counters:l", "house_age_years:n", "selling_price:n");
        Dice dice = new Dice(seed);
        for (int i = 0; i < rows; i++) {
            int bedrooms = dice.between(1, 6);
            int sqft = (int) Math.max(450, dice.normal(650 + 420 * bedrooms, 300));
            int stories = sqft > 1500 ? dice.between(1, 3) : 1;
            int bathrooms = Math.max(1, (int) Math.round(bedrooms * 0.6 + dice.between(-1, 1)));
            double lot = dice.between(0.05, sqft > 2000 ? 1.5 : 0.6, 2);
            boolean garage = dice.chance(0.6);
            boolean pool = dice.chance(lot > 0.4 ? 0.4 : 0.1);
            boolean island = dice.chance(sqft > 1800 ? 0.7 : 0.2);
            boolean granite = dice.chance(island ? 0.7 : 0.25);
            String floor = dice.one(FLOORS);
            int age = dice.between(0, 80);
            double price = 45_000 + 118.0 * sqft + 52_000 * lot + 9_500 * bathrooms - 4_000 * stories
                    + (garage ? 14_000 : 0) + (pool ? 23_000 : 0) + (island ? 6_500 : 0) + (granite ? 11_000 : 0)
                    + (floor.equals("hardwood") ? 12_500 : floor.equals("tile") ? 5_500 : 0)
                    - 900 * age + (age > 60 ? 19_000 : 0) + dice.normal(0, 12_000);
            table.add(sqft, lot, stories, bedrooms, bathrooms, garage, pool, island, floor, granite, age,
                    Math.max(30_000, Math.round(price / 100) * 100));
        }
        return table;
    }
}

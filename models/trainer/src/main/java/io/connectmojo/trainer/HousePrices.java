package io.connectmojo.trainer;

import hex.tree.gbm.GBM;
import hex.tree.gbm.GBMModel;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** House prices: a regression with yes/no columns, the record of the write-up on real-time predictions. */
final class HousePrices {
    static final String[] FLOORS = {"carpet", "hardwood", "laminate", "tile"};

    private HousePrices() {}

    static ModelCase model() {
        Table scoring = houses(300, 7).withGaps(new Random(8), true, true, "selling_price");
        return new ModelCase(
                "house-prices",
                houses(2000, 42),
                scoring,
                "selling_price",
                frame -> {
                    GBMModel.GBMParameters p = new GBMModel.GBMParameters();
                    p._train = frame._key;
                    p._response_column = "selling_price";
                    p._ntrees = 50;
                    p._max_depth = 5;
                    p._seed = 42;
                    return new GBM(p).trainModel().get();
                },
                "houses from a seeded generator (HousePrices)",
                "records.jsonl: the rows without gaps as JSON, yes and no as true and false, the price null",
                Map.of("records.jsonl", records(scoring)));
    }

    static Table houses(int count, long seed) {
        Table table = Table.of(
                "sqft", "lot_size_acres", "stories", "number_bedrooms", "number_bathrooms", "attached_garage*",
                "has_pool*", "has_kitchen_island*", "main_flooring_type*", "has_granite_counters*", "house_age_years",
                "selling_price");
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int sqft = 700 + random.nextInt(3300);
            double lot = Math.round((0.08 + random.nextDouble() * 1.4) * 100) / 100.0;
            int stories = 1 + random.nextInt(3);
            int bedrooms = Math.min(6, 1 + sqft / 800 + random.nextInt(2));
            int bathrooms = Math.max(1, bedrooms - random.nextInt(2));
            boolean garage = random.nextInt(10) < 7;
            boolean pool = random.nextInt(10) < 2;
            boolean island = random.nextInt(10) < 5;
            int floor = random.nextInt(FLOORS.length);
            boolean granite = random.nextInt(10) < 4;
            int age = random.nextInt(90);
            double price = 60_000 + 95.0 * sqft + 42_000 * lot + 8_000 * bathrooms + (garage ? 14_000 : 0)
                    + (pool ? 22_000 : 0) + (island ? 6_500 : 0) + 4_000 * floor + (granite ? 9_000 : 0)
                    - 900.0 * Math.min(age, 60) + 9_000 * random.nextGaussian();
            table.add(sqft, lot, stories, bedrooms, bathrooms, yesNo(garage), yesNo(pool), yesNo(island), FLOORS[floor],
                    yesNo(granite), age, String.format(Locale.ROOT, "%.0f", price));
        }
        return table;
    }

    private static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }

    private static String records(Table table) {
        StringBuilder lines = new StringBuilder();
        for (int r = 0; r < table.rows.size(); r++) {
            if (table.rowsWithMissing.contains(r) || table.rowsWithUnknown.contains(r)) {
                continue;
            }
            lines.append('{');
            for (int c = 0; c < table.columns.size() - 1; c++) {
                String cell = table.rows.get(r)[c];
                String json = switch (cell) {
                    case "yes" -> "true";
                    case "no" -> "false";
                    default -> table.columns.get(c).type() == Table.Type.CATEGORY ? '"' + cell + '"' : cell;
                };
                lines.append('"').append(table.columns.get(c).name()).append("\":").append(json).append(',');
            }
            lines.append("\"selling_price\":null}\n");
        }
        return lines.toString();
    }
}

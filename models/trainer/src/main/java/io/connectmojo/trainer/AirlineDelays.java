package io.connectmojo.trainer;

import hex.tree.gbm.GBM;
import hex.tree.gbm.GBMModel;
import java.util.Map;
import java.util.Random;

/** Airline delays: a binomial model on some columns of the 31-column flight record. */
final class AirlineDelays {
    private static final String[] CARRIERS = {"AA", "CO", "DL", "NW", "PI", "TW", "UA", "US", "WN"};
    private static final String[] AIRPORTS = {
        "ATL", "BOS", "BWI", "CLT", "DEN", "DFW", "EWR", "IAH", "JFK", "LAX", "LGA", "MIA", "ORD", "PHL", "PHX", "PIT", "SAN", "SEA", "SFO"
    };

    private AirlineDelays() {}

    static ModelCase model() {
        Table scoring = flights(200, 3).withGaps(new Random(4), true, true, "IsDepDelayed");
        return new ModelCase(
                "airline-delays",
                flights(3000, 1987),
                scoring,
                "IsDepDelayed",
                frame -> {
                    GBMModel.GBMParameters p = new GBMModel.GBMParameters();
                    p._train = frame._key;
                    p._response_column = "IsDepDelayed";
                    p._ntrees = 20;
                    p._max_depth = 5;
                    p._seed = 1987;
                    return new GBM(p).trainModel().get();
                },
                "flights from a seeded generator (AirlineDelays)",
                "lines.csv: the first 100 rows of input.csv as flight records of 31 cells without a header, NA for missing",
                Map.of("lines.csv", lines(scoring.first(100))));
    }

    private static Table flights(int count, long seed) {
        Table table = Table.of(
                "Year", "Month", "DayofMonth", "DayOfWeek", "CRSDepTime", "UniqueCarrier*", "Origin*", "Dest*", "Distance", "IsDepDelayed*");
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int year = 1987 + random.nextInt(20);
            int month = 1 + random.nextInt(12);
            int hour = 5 + random.nextInt(18);
            int carrier = random.nextInt(CARRIERS.length);
            int origin = random.nextInt(AIRPORTS.length);
            int dest = (origin + 1 + random.nextInt(AIRPORTS.length - 1)) % AIRPORTS.length;
            int weekday = 1 + random.nextInt(7);
            double odds = -1.2 + 0.11 * (hour - 6) + (month == 12 || month <= 2 ? 0.7 : 0) + 0.16 * (carrier - 4)
                    + (AIRPORTS[origin].equals("ORD") || AIRPORTS[origin].equals("EWR") ? 0.8 : 0) + (weekday == 5 ? 0.4 : 0);
            boolean delayed = random.nextDouble() < 1 / (1 + Math.exp(-odds));
            table.add(year, month, 1 + random.nextInt(28), weekday, hour * 100 + 5 * random.nextInt(12), CARRIERS[carrier],
                    AIRPORTS[origin], AIRPORTS[dest], 150 + 97 * Math.abs(origin - dest), delayed ? "YES" : "NO");
        }
        return table;
    }

    /** Year to LateAircraftDelay, IsArrDelayed, IsDepDelayed: what the model has no column for is made up or NA. */
    private static String lines(Table table) {
        StringBuilder lines = new StringBuilder();
        Random random = new Random(31);
        for (String[] row : table.rows) {
            String[] cell = row.clone();
            for (int i = 0; i < cell.length; i++) {
                cell[i] = cell[i].isEmpty() ? "NA" : cell[i];
            }
            int late = random.nextInt(40);
            String[] line = {
                cell[0], cell[1], cell[2], cell[3], "NA", cell[4], "NA", "NA", cell[5], "" + (100 + random.nextInt(900)), "NA",
                "" + (60 + random.nextInt(200)), "NA", "NA", "" + late, "" + late, cell[6], cell[7], cell[8], "NA", "NA", "0", "NA",
                "0", "NA", "NA", "NA", "NA", "NA", late > 15 ? "YES" : "NO", cell[9]
            };
            lines.append(String.join(",", line)).append('\n');
        }
        return lines.toString();
    }
}

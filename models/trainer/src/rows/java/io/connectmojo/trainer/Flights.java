package io.connectmojo.trainer;

/** Generated flights with the 31 columns of the public airline on-time records. */
public final class Flights {

    /** The columns known before a flight leaves; the model reads these. */
    static final String[] BEFORE_DEPARTURE = {
        "Year", "Month", "DayofMonth", "DayOfWeek", "CRSDepTime", "CRSElapsedTime", "UniqueCarrier", "Origin", "Dest",
        "Distance"
    };

    private static final String[] CARRIERS = {"AA", "CO", "DL", "HP", "NW", "PI", "TW", "UA", "US", "WN"};
    private static final double[] LATENESS = {0.1, 0.2, -0.3, 0.0, -0.4, 0.5, 0.3, 0.6, 0.1, -0.1};
    private static final String[] AIRPORTS = {
        "ATL", "BOS", "BWI", "CLT", "DEN", "DFW", "EWR", "IAH", "JFK", "LAS", "LAX", "LGA", "MCO", "MSP", "ORD", "PHL",
        "PHX", "PIT", "SAN", "SEA", "SFO", "STL"
    };

    private Flights() {}

    public static Table table(int rows, long seed) {
        Table table = Table.of(
                "Year:n", "Month:n", "DayofMonth:n", "DayOfWeek:n", "DepTime:n", "CRSDepTime:n", "ArrTime:n",
                "CRSArrTime:n", "UniqueCarrier:l", "FlightNum:n", "TailNum:l", "ActualElapsedTime:n",
                "CRSElapsedTime:n", "AirTime:n", "ArrDelay:n", "DepDelay:n", "Origin:l", "Dest:l", "Distance:n",
                "TaxiIn:n", "TaxiOut:n", "Cancelled:n", "CancellationCode:l", "Diverted:n", "CarrierDelay:n",
                "WeatherDelay:n", "NASDelay:n", "SecurityDelay:n", "LateAircraftDelay:n", "IsArrDelayed:l",
                "IsDepDelayed:l");
        Dice dice = new Dice(seed);
        for (int i = 0; i < rows; i++) {
            table.add(flight(dice));
        }
        return table;
    }

    private static Object[] flight(Dice dice) {
        int year = dice.between(1987, 2008);
        int month = dice.between(1, 12);
        int weekday = dice.between(1, 7);
        int carrier = dice.between(0, CARRIERS.length - 1);
        int from = dice.between(0, AIRPORTS.length - 1);
        int to = (from + dice.between(1, AIRPORTS.length - 1)) % AIRPORTS.length;
        int distance = 180 + Math.abs(from * 37 % 22 - to * 37 % 22) * 105;
        int leaves = dice.between(6, 22) * 60 + dice.between(0, 11) * 5;
        int planned = 35 + distance / 8;
        boolean recent = year >= 1998;
        double score = -1.1 + LATENESS[carrier] + (leaves - 700) / 300.0 + (weekday >= 4 && weekday <= 5 ? 0.5 : 0)
                + (month == 12 || month == 7 ? 0.6 : 0) + (from % 5 == 0 ? 0.7 : 0) + (year < 1992 ? 0.3 : 0);
        boolean late = dice.logit(score);
        int wait = late ? 1 + (int) Math.abs(dice.normal(0, 35)) : -dice.between(0, 8);
        int taxiIn = dice.between(3, 12);
        int taxiOut = dice.between(6, 25);
        int actual = planned + dice.between(-15, 20);
        int arrival = wait + actual - planned;
        boolean cancelled = dice.chance(0.02);
        boolean caused = year >= 2003 && arrival >= 15;
        int day = dice.between(1, 28);
        int number = dice.between(1, 2900);
        String tail = "N" + dice.between(100, 999) + CARRIERS[carrier];
        return new Object[] {
            year, month, day, weekday, cancelled ? null : clock(leaves + wait), clock(leaves),
            cancelled ? null : clock(leaves + wait + actual), clock(leaves + planned), CARRIERS[carrier], number,
            recent ? tail : null, cancelled ? null : actual, planned,
            recent && !cancelled ? actual - taxiIn - taxiOut : null, cancelled ? null : arrival,
            cancelled ? null : wait, AIRPORTS[from], AIRPORTS[to], distance, recent && !cancelled ? taxiIn : null,
            recent && !cancelled ? taxiOut : null, cancelled ? 1 : 0, cancelled && recent ? "A" : null, 0,
            caused ? arrival : null, caused ? 0 : null, caused ? 0 : null, caused ? 0 : null, caused ? 0 : null,
            arrival > 0 ? "YES" : "NO", late ? "YES" : "NO"
        };
    }

    /** Minutes of the day as the records write a time, 905 for five past nine. */
    private static int clock(int minutes) {
        int inDay = Math.floorMod(minutes, 1440);
        return inDay / 60 * 100 + inDay % 60;
    }
}

package io.connectmojo.it;

import io.connectmojo.cases.DeliveryCheck;
import io.connectmojo.cases.DeliveryCheck.Served;
import io.connectmojo.it.numbered.NumberedSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/** Two champions, one after the other, and a challenger that answers a share of the customers; who that is, Kafka's own hash says. */
final class ScoredArms {
    private static final double SHARE = 0.3;
    private static final String CHAMPION = "champion";
    private static final String CHALLENGER = "challenger";

    final ModelCase first = ModelCase.of("gbm_regression");
    final ModelCase second = ModelCase.of("drf_regression");
    private final ModelCase challenger = ModelCase.of("xrt_regression");
    private final Map<String, Served> models = new HashMap<>();
    private final int customers;

    ScoredArms(int customers) throws IOException {
        this.customers = customers;
        add("served", CHAMPION, first);
        add("served", CHAMPION, second);
        add("other", CHALLENGER, challenger);
    }

    private void add(String name, String arm, ModelCase model) throws IOException {
        models.put(
                name + "@" + model.digest().substring(0, 12),
                new Served(
                        arm,
                        model.expected().stream()
                                .map(row -> Double.valueOf(row.get("predict")))
                                .toList()));
    }

    /** @param served the champion's file, {@code served.zip} */
    ConnectorConfig scoring(ConnectorConfig connector, Path served) {
        return connector.scoring(
                served,
                "input.format",
                "json",
                "output.include",
                "model,arm",
                "model.reload.interval.ms",
                "1000",
                "challenger.model.path",
                challenger.model().toString(),
                "challenger.model.name",
                "other",
                "challenger.share",
                String.valueOf(SHARE),
                "challenger.split.field",
                "customer");
    }

    DeliveryCheck check() {
        return new DeliveryCheck(models, this::armOf);
    }

    private String armOf(int number) {
        String value = "mojo" + NumberedSource.customer(number, customers);
        int hash = Utils.murmur2(value.getBytes(StandardCharsets.UTF_8));
        return Integer.toUnsignedLong(hash) < SHARE * 0x1p32 ? CHALLENGER : CHAMPION;
    }

    /** By how many percentage points the challenger's share of the customers is off. */
    double pointsOff() {
        long its = IntStream.range(0, customers)
                .filter(number -> armOf(number).equals(CHALLENGER))
                .count();
        return 100 * Math.abs((double) its / customers - SHARE);
    }

    /** How many of these records the challenger answered. */
    long challengers(DeliveryCheck check) {
        return check.answered().entrySet().stream()
                .filter(answered -> answered.getKey().startsWith("other@"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

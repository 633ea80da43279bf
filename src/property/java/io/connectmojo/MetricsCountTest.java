package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million records of every kind, counted once by the transform and once from what they are and what came out. */
@Tag("property")
class MetricsCountTest {
    private static final int RECORDS = 1_000_000 * Integer.getInteger("mojo.tests.scale", 1);
    private static final int DIFFERENT = 2_000;
    private static final ModelFolder AIRLINE = ModelFolder.of("airline-delays");
    private static final String OUTCOME = "IsDepDelayed";
    private final CsvFile input = AIRLINE.input();
    private final List<String> columns =
            input.header().stream().filter(name -> !name.equals(OUTCOME)).toList();
    private final Map<String, Set<String>> levels = new TreeMap<>();
    private final Map<String, Long> expected = new TreeMap<>();
    private final Map<String, Double> sums = new TreeMap<>();

    /** A record and what it adds to the counts before anything is scored. */
    private record Sample(SinkRecord record, List<String> adds, String outcome) {}

    @Test
    void everyCounterOfAMillionMixedRecordsIsThatOfAnIndependentCount() throws IOException {
        GenModel model = MojoModel.load(AIRLINE.model().toString());
        for (String column : columns) {
            String[] domain = model.getDomainValues(model.getColIdx(column));
            if (domain != null) {
                levels.put(column, Set.of(domain));
            }
        }
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < DIFFERENT; i++) {
            samples.add(sample(random));
        }
        String id = UUID.randomUUID().toString();
        try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
            scorer.configure(Map.of(
                    "model.path",
                    AIRLINE.model().toString(),
                    "metrics.id",
                    id,
                    "on.error",
                    "null",
                    "outcome.field",
                    "happened.really",
                    "output.include",
                    "probabilities"));
            for (int i = 0; i < RECORDS; i++) {
                Sample sample = samples.get(random.nextInt(DIFFERENT));
                count(sample, scorer.apply(sample.record));
            }
            agree(new ShownMetrics(id), seed);
        }
    }

    private Sample sample(Random random) {
        Map<String, Object> cells = new LinkedHashMap<>();
        List<String> adds = new ArrayList<>();
        int row = random.nextInt(input.rows().size());
        for (String column : columns) {
            String cell = input.cell(row, column);
            if (random.nextInt(30) == 0) {
                cell = null;
            } else if (levels.containsKey(column) && random.nextInt(20) == 0) {
                cell = "Nowhere";
            }
            if (cell == null) {
                adds.add("missing " + column);
            } else if (levels.containsKey(column) && !levels.get(column).contains(cell)) {
                adds.add("unknown " + column);
            }
            cells.put(column, cell);
        }
        String outcome = List.of("YES", "NO", "MAYBE", "").get(random.nextInt(4));
        Map<String, Object> happened = new LinkedHashMap<>();
        happened.put("really", outcome.isEmpty() ? null : outcome);
        boolean asMap = random.nextBoolean();
        return switch (random.nextInt(20)) {
            case 0 -> new Sample(Houses.record(null, null), List.of("passed"), "");
            case 1 -> new Sample(Houses.record(Schema.INT32_SCHEMA, 7), List.of("failed", "D001"), "");
            case 2 -> {
                cells.remove("Origin");
                yield new Sample(record(cells, happened, false), List.of("failed", "D002"), "");
            }
            case 3 -> {
                adds.remove("missing Distance");
                cells.put("Distance", "far");
                adds.addAll(List.of("invalid Distance", "failed", "D004"));
                yield new Sample(record(cells, happened, asMap), adds, "");
            }
            default -> {
                adds.add("scored");
                yield new Sample(record(cells, happened, asMap), adds, outcome);
            }
        };
    }

    private static SinkRecord record(Map<String, Object> cells, Map<String, Object> happened, boolean asMap) {
        if (asMap) {
            Map<String, Object> map = new LinkedHashMap<>(cells);
            map.put("happened", happened);
            return Houses.record(null, map);
        }
        Schema inner = SchemaBuilder.struct()
                .field("really", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        SchemaBuilder builder = SchemaBuilder.struct();
        cells.keySet().forEach(name -> builder.field(name, Schema.OPTIONAL_STRING_SCHEMA));
        Struct struct = new Struct(builder.field("happened", inner).build());
        cells.forEach(struct::put);
        struct.put("happened", new Struct(inner).put("really", happened.get("really")));
        return Houses.record(struct.schema(), struct);
    }

    private void count(Sample sample, SinkRecord after) {
        sample.adds.forEach(this::add);
        if (!sample.adds.contains("scored")) {
            return;
        }
        Object value = after.value();
        String label = (String) field(value, "prediction");
        add("predicted " + label);
        if (sample.outcome.equals("MAYBE")) {
            add("strange");
        } else if (!sample.outcome.isEmpty()) {
            add("pair " + sample.outcome + " " + label);
            double yes = (Double) field(value, "prediction_p_YES");
            double no = (Double) field(value, "prediction_p_NO");
            boolean happened = sample.outcome.equals("YES");
            sums.merge("correct", label.equals(sample.outcome) ? 1.0 : 0.0, Double::sum);
            sums.merge("log loss", -Math.log(happened ? yes : no), Double::sum);
            sums.merge("brier", Math.pow(yes - (happened ? 1 : 0), 2), Double::sum);
            sums.merge("outcomes", 1.0, Double::sum);
        }
    }

    private static Object field(Object value, String name) {
        return value instanceof Struct struct ? struct.get(name) : ((Map<?, ?>) value).get(name);
    }

    private void add(String what) {
        expected.merge(what, 1L, Long::sum);
    }

    private long expected(String what) {
        return expected.getOrDefault(what, 0L);
    }

    private void agree(ShownMetrics shown, long seed) {
        assertThat(expected("scored") + expected("failed") + expected("passed")).isEqualTo(RECORDS);
        Map<String, Object> counted = new TreeMap<>();
        Map<String, Object> counts = new TreeMap<>();
        for (String kind : List.of("scored", "failed", "passed")) {
            counts.put(kind, shown.get("records-" + kind + "-total"));
            counted.put(kind, expected(kind));
        }
        for (String code : List.of("D001", "D002", "D003", "D004", "D005", "D012", "other")) {
            counts.put(code, shown.get("errors-total", ",code=" + code));
            counted.put(code, expected(code));
        }
        for (String column : columns) {
            for (String kind : List.of("missing", "unknown", "invalid")) {
                counts.put(kind + " " + column, shown.get(kind + "-total", ",column=" + column));
                counted.put(kind + " " + column, expected(kind + " " + column));
            }
        }
        for (String label : List.of("YES", "NO")) {
            counts.put("predicted " + label, shown.get("predictions-total", ",class=" + label));
            counted.put("predicted " + label, expected("predicted " + label));
            for (String actual : List.of("YES", "NO")) {
                String pair = "pair " + actual + " " + label;
                counts.put(
                        pair,
                        shown.get("outcome-pairs", ",actual=" + actual + ",predicted=" + label + ",window=total"));
                counted.put(pair, expected(pair));
            }
        }
        counts.put("strange", shown.get("outcomes-invalid-total"));
        counted.put("strange", expected("strange"));
        counts.put("null", shown.get("predictions-null-total"));
        counted.put("null", 0L);
        assertThat(counts).as("seed %d", seed).isEqualTo(counted);

        double n = sums.get("outcomes");
        String total = ",window=total";
        assertThat(shown.get("outcomes", total)).isEqualTo((long) n);
        assertThat((Double) shown.get("accuracy", total)).isEqualTo(sums.get("correct") / n);
        assertThat((Double) shown.get("log-loss", total)).isCloseTo(sums.get("log loss") / n, within(1e-9));
        assertThat((Double) shown.get("brier-score", total)).isCloseTo(sums.get("brier") / n, within(1e-9));
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What the write-ups on H2O and Kafka do in code, done by configuration, against H2O's own predictions. */
class WriteUpsTest {
    private static final String FLIGHT = "Year,Month,DayofMonth,DayOfWeek,DepTime,CRSDepTime,ArrTime,CRSArrTime,"
            + "UniqueCarrier,FlightNum,TailNum,ActualElapsedTime,CRSElapsedTime,AirTime,ArrDelay,DepDelay,Origin,Dest,"
            + "Distance,TaxiIn,TaxiOut,Cancelled,CancellationCode,Diverted,CarrierDelay,WeatherDelay,NASDelay,"
            + "SecurityDelay,LateAircraftDelay,IsArrDelayed,IsDepDelayed";

    private static MojoScorer.Value<SinkRecord> scorer(ModelFolder model, String... settings) {
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        Map<String, String> config = Houses.config(settings);
        config.put("model.path", model.model().toString());
        scorer.configure(config);
        return scorer;
    }

    @Test
    void aFlightOf31CellsWithNaTextsIsScoredAsALine() {
        ModelFolder model = ModelFolder.of("airline-delays");
        CsvFile expected = model.csv("expected.csv");
        List<String> lines = model.lines("lines.csv");
        try (MojoScorer.Value<SinkRecord> scorer = scorer(
                model,
                "input.format",
                "delimited",
                "input.delimited.columns",
                FLIGHT,
                "output.field",
                "late",
                "output.include",
                "probabilities")) {
            for (int row = 0; row < lines.size(); row++) {
                assertThat(scorer.apply(Houses.record(Schema.STRING_SCHEMA, lines.get(row)))
                                .value())
                        .isEqualTo(lines.get(row) + "," + expected.cell(row, "predict") + ","
                                + Double.parseDouble(expected.cell(row, "NO")) + ","
                                + Double.parseDouble(expected.cell(row, "YES")));
            }
            assertThat(lines).hasSize(100);
        }
    }

    @Test
    void camelCaseIris_isRefused() throws Exception {
        ModelFolder model = ModelFolder.of("iris");
        String flower = model.lines("records.jsonl").get(0);
        for (String missing : new String[] {"fail", "na"}) {
            try (MojoScorer.Value<SinkRecord> scorer =
                    scorer(model, "input.format", "json", "input.missing.columns", missing)) {
                assertThatThrownBy(() -> scorer.apply(Houses.record(Schema.STRING_SCHEMA, flower)))
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("sepalLength");
            }
        }
    }

    @Test
    void everyFlowerIsPredictedBesideItsActualSpecies() throws Exception {
        ModelFolder model = ModelFolder.of("iris");
        CsvFile expected = model.csv("expected.csv");
        List<String> flowers = model.lines("records.jsonl");
        String mapped =
                "sepal_length:sepalLength,sepal_width:sepalWidth,petal_length:petalLength,petal_width:petalWidth";
        try (MojoScorer.Value<SinkRecord> byPath = scorer(
                        model, "input.format", "json", "input.fields", mapped, "output.field", "predictedSpecies");
                MojoScorer.Value<SinkRecord> relaxed = scorer(
                        model, "input.format", "json", "input.match", "relaxed", "output.field", "predictedSpecies")) {
            int compared = 0;
            for (int row = 0; row < flowers.size(); row++) {
                if (model.input().rows().get(row).contains(null)) {
                    continue;
                }
                String scored = flowers.get(row)
                        .replace("}", ",\"predictedSpecies\":\"" + expected.cell(row, "predict") + "\"}");
                SinkRecord flower = Houses.record(Schema.STRING_SCHEMA, flowers.get(row));
                assertThat(byPath.apply(flower).value()).isEqualTo(scored);
                assertThat(relaxed.apply(flower).value()).isEqualTo(scored);
                compared++;
            }
            assertThat(compared).isGreaterThan(100);
        }
    }

    @Test
    void houseRecordsGetTheirNullPriceFilledInAsAnInt() throws Exception {
        CsvFile input = Houses.MODEL.input();
        CsvFile expected = Houses.MODEL.csv("expected.csv");
        List<Integer> clean = new ArrayList<>();
        for (int row = 0; row < input.rows().size(); row++) {
            boolean gap = Houses.MODEL.about().get("na_rows").toString().matches(".*\\b" + row + "\\b.*")
                    || Houses.MODEL.about().get("unknown_level_rows").toString().matches(".*\\b" + row + "\\b.*");
            if (!gap) {
                clean.add(row);
            }
        }
        List<String> records = Houses.MODEL.lines("records.jsonl");
        assertThat(records).hasSameSizeAs(clean);
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(
                "input.format",
                "json",
                "output.field",
                "selling_price",
                "output.existing",
                "replace",
                "output.type",
                "int32")) {
            for (int i = 0; i < records.size(); i++) {
                long price = (long) Math.rint(Double.parseDouble(expected.cell(clean.get(i), "predict")));
                assertThat(scorer.apply(Houses.record(Schema.STRING_SCHEMA, records.get(i)))
                                .value())
                        .isEqualTo(records.get(i).replace("\"selling_price\":null", "\"selling_price\":" + price));
            }
        }
    }

    @Test
    void readingsInOneField_giveReconstructionErrorWithVerdict() {
        ModelFolder model = ModelFolder.of("trained/sensor-autoencoder");
        CsvFile input = model.input();
        CsvFile expected = model.csv("reconstruction_mse.csv");
        Schema schema = SchemaBuilder.struct()
                .field("machine", Schema.STRING_SCHEMA)
                .field("readings", SchemaBuilder.array(Schema.FLOAT64_SCHEMA).build())
                .build();
        try (MojoScorer.Value<SinkRecord> array = scorer(
                        model, "input.vector.field", "readings", "output.field", "error", "output.threshold", "0.05");
                MojoScorer.Value<SinkRecord> text = scorer(
                        model,
                        "input.vector.field",
                        "readings",
                        "input.vector.separator",
                        "hash",
                        "output.field",
                        "error")) {
            for (int row = 0; row < input.rows().size(); row++) {
                if (input.rows().get(row).contains(null)) {
                    continue;
                }
                List<Double> readings =
                        input.rows().get(row).stream().map(Double::valueOf).toList();
                Struct machine = new Struct(schema).put("machine", "m").put("readings", readings);
                Struct scored =
                        (Struct) array.apply(Houses.record(schema, machine)).value();
                double error = Double.parseDouble(expected.rows().get(row).get(0));
                assertThat(scored.getFloat64("error")).isCloseTo(error, org.assertj.core.data.Offset.offset(1e-9));
                assertThat(scored.getBoolean("error_exceeded")).isEqualTo(scored.getFloat64("error") >= 0.05);
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("readings", String.join("# ", input.rows().get(row)));
                assertThat(((Map<?, ?>) text.apply(Houses.record(null, map)).value()).get("error"))
                        .isEqualTo(scored.getFloat64("error"));
            }
        }
    }

    @Test
    void structMapOrJson_ofSameContentScoreAlike() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        java.util.Random random = new java.util.Random(210);
        try (MojoScorer.Value<SinkRecord> records = Houses.scorer("input.unknown.levels", "na");
                MojoScorer.Value<SinkRecord> texts = Houses.scorer("input.format", "json")) {
            for (int round = 0; round < 5_000 * Integer.getInteger("mojo.tests.scale", 1); round++) {
                Map<String, Object> house = Houses.map();
                house.put("sqft", random.nextInt(5000));
                house.put("lot_size_acres", random.nextDouble());
                house.put("has_pool", random.nextInt(3) == 0 ? null : (Object) random.nextBoolean());
                house.put(
                        "main_flooring_type",
                        List.of("tile", "carpet", "東京", " hardwood ").get(random.nextInt(4)));
                house.put("house_age_years", random.nextInt(100) / 2f);
                Struct struct = new Struct(Houses.SCHEMA);
                house.forEach(struct::put);
                Object ofStruct = ((Struct) records.apply(Houses.record(Houses.SCHEMA, struct))
                                .value())
                        .get("prediction");
                Object ofMap =
                        ((Map<?, ?>) records.apply(Houses.record(null, house)).value()).get("prediction");
                String scored =
                        (String) texts.apply(Houses.record(Schema.STRING_SCHEMA, mapper.writeValueAsString(house)))
                                .value();
                assertThat(ofMap).as("seed 210, round %s", round).isEqualTo(ofStruct);
                assertThat(mapper.readTree(scored).get("prediction").doubleValue())
                        .as("seed 210, round %s", round)
                        .isEqualTo(ofStruct);
            }
        }
    }
}

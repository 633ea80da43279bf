package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes whose names are the numbers 1, 2 and 3, against what H2O's cluster answered. */
class NumericLabelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "trained/gbm_numeric_labels_binomial",
                "trained/gbm_numeric_labels_multinomial",
                "trained/glm_numeric_labels"
            })
    void eachClass_keepsItsNameInFieldsOrLabels(String name) {
        ModelFolder folder = ModelFolder.of(name);
        CsvFile input = folder.input();
        CsvFile expected = folder.csv("expected.csv");
        try (MojoScorer.Value<SinkRecord> flat = scorer(folder, "output.include", "probabilities");
                MojoScorer.Value<SinkRecord> nested =
                        scorer(folder, "output.include", "probabilities", "output.layout", "nested")) {
            for (int row = 0; row < input.rows().size(); row++) {
                Map<?, ?> fields = (Map<?, ?>) flat.apply(record(input, row)).value();
                Map<?, ?> scored = (Map<?, ?>) nested.apply(record(input, row)).value();
                Map<?, ?> prediction = (Map<?, ?>) scored.get("prediction");
                assertThat(fields.get("prediction")).isEqualTo(expected.cell(row, "predict"));
                assertThat(prediction.get("label")).isEqualTo(expected.cell(row, "predict"));
                // H2O calls the columns of numeric classes p1, p2, ...
                Map<String, Double> byClass = new LinkedHashMap<>();
                for (String column :
                        expected.header().subList(1, expected.header().size())) {
                    byClass.put(column.substring(1), Double.parseDouble(expected.cell(row, column)));
                }
                assertThat(prediction.get("probabilities")).isEqualTo(byClass);
                byClass.forEach((label, p) ->
                        assertThat(fields.get("prediction_p_" + label)).isEqualTo(p));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"int32, INT32", "int64, INT64", "float64, FLOAT64", "float32, FLOAT32", "string, STRING", "auto, STRING"
    })
    void theLabel_isOfTheTypeThatIsAskedFor(String type, Schema.Type expectedType) {
        ModelFolder folder = ModelFolder.of("trained/gbm_numeric_labels_multinomial");
        CsvFile input = folder.input();
        CsvFile expected = folder.csv("expected.csv");
        try (MojoScorer.Value<SinkRecord> scorer = scorer(folder, "output.type", type)) {
            for (int row = 0; row < input.rows().size(); row++) {
                Struct scored = (Struct) scorer.apply(structRecord(input, row)).value();
                assertThat(scored.schema().field("prediction").schema().type()).isEqualTo(expectedType);
                String label = expected.cell(row, "predict");
                Object value = scored.get("prediction");
                if (value instanceof Number number) {
                    assertThat(number.doubleValue()).isEqualTo(Double.parseDouble(label));
                } else {
                    assertThat(value).isEqualTo(label);
                }
            }
        }
    }

    @Test
    void oneOrTwo_isNoBoolean() {
        ModelFolder folder = ModelFolder.of("trained/gbm_numeric_labels_binomial");
        assertThatThrownBy(() -> scorer(folder, "output.type", "boolean")).hasMessageStartingWith("MOJO-C010");
    }

    private static MojoScorer.Value<SinkRecord> scorer(ModelFolder folder, String... settings) {
        Map<String, String> config = Houses.config(settings);
        config.put("model.path", folder.model().toString());
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        scorer.configure(config);
        return scorer;
    }

    private static SinkRecord record(CsvFile input, int row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String column : input.header()) {
            values.put(column, input.cell(row, column));
        }
        return new SinkRecord("t", 0, null, null, null, values, 0);
    }

    private static SinkRecord structRecord(CsvFile input, int row) {
        SchemaBuilder schema = SchemaBuilder.struct();
        List<String> columns = input.header();
        columns.forEach(column -> schema.field(column, Schema.OPTIONAL_STRING_SCHEMA));
        Struct struct = new Struct(schema.build());
        columns.forEach(column -> struct.put(column, input.cell(row, column)));
        return new SinkRecord("t", 0, null, null, struct.schema(), struct, 0);
    }
}

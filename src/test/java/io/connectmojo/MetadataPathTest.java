package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cases.Oracle;
import io.connectmojo.row.match.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths are metadata, and which fields. */
class MetadataPathTest {
    @Test
    void fieldWithADollarSign_needsBackticks() throws Exception {
        Map<String, Object> house = Houses.map();
        house.put("$topic", house.remove("sqft"));
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer("input.fields", "sqft:`$topic`")) {
            assertThat(((Map<?, ?>) scorer.apply(Houses.record(null, house)).value()).get("prediction"))
                    .isEqualTo(Houses.price());
        }
        for (String text : List.of("`$topic`", "`$a`.b", "a.$b", "$key.a.$b", "$header.`a.b`", "$key", "$topic")) {
            FieldPath path = FieldPath.parse(text);
            assertThat(path).hasToString(text);
            assertThat(path.isMetadata()).as(text).isEqualTo(text.startsWith("$"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$offset", "$", "$topic.x", "$partition.x", "$timestamp.ms", "$header", "$header.mojo.error"})
    void otherMetadata_isRefusedAtStart(String path) {
        assertThatThrownBy(() -> Houses.scorer("input.fields", "sqft:" + path))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("MOJO-C006")
                .hasMessageContaining("Fix: use one of $key, $key.<path>, $topic");
        assertThatThrownBy(() -> Houses.scorer("outcome.field", path)).hasMessageContaining("MOJO-C006");
    }

    @Test
    void offsetInAHeader_isTheOffset() throws Exception {
        ModelFolder folder = ModelFolder.of("trained/gbm_offset_poisson");
        CsvFile input = folder.input();
        String offset = folder.offsetColumn();
        Oracle oracle = new Oracle(folder.model());
        int compared = 0;
        try (MojoScorer.Value<SinkRecord> scorer = Houses.scorer(
                "model.path",
                folder.model().toString(),
                "input.offset.field",
                "$header.exposure",
                "input.missing.columns",
                "na",
                "output.layout",
                "nested")) {
            for (int row = 0; row < input.rows().size(); row++) {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (String column : input.header()) {
                    fields.put(column, column.equals(offset) ? "1000000" : input.cell(row, column));
                }
                String given = input.cell(row, offset);
                Optional<Map<String, Object>> expected = oracle.answer(input, row, offset);
                if (expected.isPresent() && given != null) {
                    SinkRecord record = Houses.record(null, fields);
                    record.headers().addString("exposure", given);
                    Map<?, ?> output =
                            (Map<?, ?>) ((Map<?, ?>) scorer.apply(record).value()).get("prediction");
                    assertThat(output.get("value")).isEqualTo(expected.get().get("value"));
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(3);
            SinkRecord bare = Houses.record(null, Map.of(input.header().get(0), "1"));
            assertThatThrownBy(() -> scorer.apply(bare)).hasMessageContaining(offset);
        }
    }
}

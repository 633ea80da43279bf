package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.row.match.FieldPath;
import java.util.List;
import java.util.Map;
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
}

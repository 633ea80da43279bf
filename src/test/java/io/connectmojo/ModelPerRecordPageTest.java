package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings on the page about a model for each record, with the records that the page tells of. */
class ModelPerRecordPageTest {
    private static final String PREFIX = "transforms.score.";

    @TempDir
    Path folder;

    @Test
    void settingsOfThePage_scoreTheShopsOfThePage() throws Exception {
        List<PageItem> items = PageRunner.MODEL_PER_RECORD.items();
        assertThat(items).hasSize(1);
        Properties shown = new Properties();
        shown.load(new StringReader(items.get(0).text()));
        Map<String, String> settings = new HashMap<>();
        shown.forEach((name, value) -> settings.put(
                name.toString().substring(PREFIX.length()),
                value.toString().replace("/opt/connect/models", folder.toString())));
        ShopModels shops = new ShopModels(folder);
        shops.put("berlin-3.zip", ShopModels.trees(3));
        shops.put("everywhere.zip", ShopModels.linear(9));
        assertThat(settings.remove("type")).isEqualTo(MojoScorer.Value.class.getName());
        try (MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>()) {
            scorer.configure(settings);
            assertScored(scorer.apply(ShopModels.record("berlin-3", 40)), "berlin-3", shops);
            assertScored(scorer.apply(ShopModels.record("paris-1", 40)), "everywhere", shops);
        }
    }

    private static void assertScored(SinkRecord scored, String model, ShopModels shops) {
        assertThat(ShopModels.prediction(scored)).isEqualTo(shops.expected(model + ".zip", 40));
        assertThat((String) ShopModels.output(scored, "prediction_model")).startsWith(model + "@");
    }
}

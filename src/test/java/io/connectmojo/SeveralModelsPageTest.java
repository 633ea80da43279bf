package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.docs.PageItem;
import io.connectmojo.docs.PageRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** The steps of the page's recipe, one after the other, as they are printed: which keys meet which model. */
class SeveralModelsPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "transforms.score.";
    private static final String MODELS = "/opt/connect/models/";
    private static final int KEYS = 20_000;

    @Test
    void steps_moveKeysToTheNextModel() throws Exception {
        List<PageItem> steps = PageRunner.SEVERAL_MODELS.items();
        assertThat(steps).hasSize(4);
        Map<String, String> config = new HashMap<>();
        List<List<Boolean>> challengers = new ArrayList<>();
        for (PageItem step : steps.subList(0, 3)) {
            change(config, step);
            challengers.add(challengersKeys(config));
        }
        assertThat(share(challengers.get(0))).isZero();
        assertThat(share(challengers.get(1))).isCloseTo(0.05, within(0.005));
        assertThat(share(challengers.get(2))).isCloseTo(0.5, within(0.01));
        for (int key = 0; key < KEYS; key++) {
            assertThat(challengers.get(1).get(key) && !challengers.get(2).get(key))
                    .as("key %d goes back", key)
                    .isFalse();
        }
        String before = config.get("challenger.model.path");
        config.keySet().removeIf(name -> name.startsWith("challenger."));
        change(config, steps.get(3));
        assertThat(config.get("model.path")).isEqualTo(before);
        Object expected = Customers.answers(Customers.DRF).get(0).get("value");
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            for (int key = 0; key < 100; key++) {
                assertThat(scored(scorer, key))
                        .containsEntry("prediction", expected)
                        .containsEntry("prediction_arm", "champion");
            }
        }
    }

    private static void change(Map<String, String> config, PageItem step) throws Exception {
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(step.text()).properties()) {
            assertThat(entry.getKey()).as(step.toString()).startsWith(PREFIX);
            String value = entry.getValue().asText();
            String name = value.replace(MODELS, "").replace(".zip", "");
            config.put(
                    entry.getKey().substring(PREFIX.length()),
                    value.startsWith(MODELS)
                            ? ModelFolder.of("trained/" + name).model().toString()
                            : value);
        }
    }

    /** By key, whether the challenger answers; its predictions are those of H2O's wrapper. */
    private static List<Boolean> challengersKeys(Map<String, String> config) throws Exception {
        Object champions = Customers.answers(Customers.GBM).get(0).get("value");
        Object challengers = Customers.answers(Customers.DRF).get(0).get("value");
        List<Boolean> answered = new ArrayList<>();
        try (MojoScorer.Value<SinkRecord> scorer = Customers.scorer(config)) {
            for (int key = 0; key < KEYS; key++) {
                Map<String, Object> record = scored(scorer, key);
                boolean isChallenger = record.get("prediction_arm").equals("challenger");
                assertThat(record.get("prediction")).isEqualTo(isChallenger ? challengers : champions);
                answered.add(isChallenger);
            }
        }
        return answered;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> scored(MojoScorer.Value<SinkRecord> scorer, int key) {
        return (Map<String, Object>) scorer.apply(Customers.record("map", "key-" + key, Customers.row(0)))
                .value();
    }

    private static double share(List<Boolean> answered) {
        return (double) answered.stream().filter(each -> each).count() / answered.size();
    }
}

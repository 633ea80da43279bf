package io.connectmojo.scoring.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.leaks.UsedHeap;
import io.connectmojo.model.Model;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.score.compiled.Scorers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model is counted with, against what the heap really grows by. */
class HeapSizeTest {
    private static final int COPIES = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "house-prices",
                "iris",
                "trained/glm_gaussian",
                "trained/drf_regression",
                "trained/xgb_gbtree_binomial",
                "trained/dl_rectifier",
                "trained/kmeans_categorical",
                "trained/ensemble_regression"
            })
    void countedBytes_areTheHeapsToAFifth(String name) throws IOException {
        ModelFolder folder = ModelFolder.of(name);
        load(folder);
        long before = UsedHeap.bytes();
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < COPIES; i++) {
            models.add(load(folder));
        }
        double real = (UsedHeap.bytes() - before) / (double) COPIES;
        double counted = models.stream().mapToLong(HeapSize::of).average().orElseThrow();
        assertThat(counted / real)
                .as("%s: counted %.0f, real %.0f", name, counted, real)
                .isBetween(0.8, 1.25);
    }

    private static Model load(ModelFolder folder) throws IOException {
        Model model = ModelLoader.load(folder.model());
        Scorers.best(model, Set.of(), false);
        return model;
    }
}

package io.connectmojo.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which column a model takes its offset from, and which offsets it must not be trusted with. */
class OffsetTest {
    static Stream<ModelFolder> withOffset() {
        return ModelFolder.inRepository().stream()
                .filter(folder -> !folder.offsetColumn().isEmpty())
                .filter(folder -> !folder.name().startsWith("dl_"));
    }

    @ParameterizedTest
    @MethodSource("withOffset")
    void theOffset_isTheColumnThatTheTrainerSays(ModelFolder folder) {
        assertThat(ModelLoader.load(folder.model()).offsetColumn()).contains(folder.offsetColumn());
    }

    /** H2O 3.18 writes it into the details alone, so that H2O's library does not know it. */
    @Test
    void anOffsetThatOnlyTheDetailsName_isKnown() {
        Model model =
                ModelLoader.load(ModelFolder.of("releases/gbm_offset_3_18_0_11").model());
        assertThat(model.genModel().getOffsetName()).isNull();
        assertThat(model.offsetColumn()).contains("exposure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trained/dl_offset", "releases/dl_offset_3_18_0_11"})
    void deepLearningWithAnOffset_isRefused(String name) {
        assertThatThrownBy(() -> ModelLoader.load(ModelFolder.of(name).model()))
                .hasMessageStartingWith("MOJO-M013")
                .hasMessageContaining("ignore the offset");
    }

    /** No release that trains here knows the parameter; H2O's library would add the offset all the same. */
    @Test
    void aModelThatRemovesItsOffsetEffects_isRefused() throws IOException {
        byte[] zip =
                Files.readAllBytes(ModelFolder.of("trained/glm_offset_binomial").model());
        ModelLimits limits = ModelLimits.ofWorker();
        String key = "link = logit\nremove_offset_effects = ";
        byte[] without = EditedMojo.of(zip)
                .text("model.ini", ini -> ini.replace("link = logit\n", key + "false\n"))
                .zip();
        assertThat(ModelLoader.load(without, "kept", limits).offsetColumn()).contains("exposure");
        byte[] with = EditedMojo.of(zip)
                .text("model.ini", ini -> ini.replace("link = logit\n", key + "true\n"))
                .zip();
        assertThatThrownBy(() -> ModelLoader.load(with, "removed", limits))
                .hasMessageStartingWith("MOJO-M013")
                .hasMessageContaining("remove_offset_effects");
    }
}

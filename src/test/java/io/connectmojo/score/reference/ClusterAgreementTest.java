package io.connectmojo.score.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All rows of all models against what H2O's own cluster answered for them. */
class ClusterAgreementTest {
    static Stream<ModelFolder> folders() {
        return ModelFolder.all().stream()
                .filter(folder -> folder.has("expected.csv"))
                .filter(folder ->
                        !folder.about().get("category").asText().equals("KLime")); // no cluster trains it today
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theReferenceSaysWhatTheClusterSaid(ModelFolder folder) throws IOException {
        try {
            ClusterComparison.of(folder);
        } catch (MojoException refused) {
            assertThat(refused).hasMessageStartingWith("MOJO-M013"); // EveryModelTest names these models
        }
    }

    /** Only beyond the bounds is the MOJO another function than the model in the cluster. */
    @Test
    void isotonicRegression_isComparedWithinItsBounds() throws IOException {
        ClusterComparison.Result clip = ClusterComparison.of(ModelFolder.of("trained/isotonic_clip"));
        assertThat(clip.equalRows()).isEqualTo(clip.rows()).isEqualTo(48);
        ClusterComparison.Result na = ClusterComparison.of(ModelFolder.of("trained/isotonic_na"));
        assertThat(na.equalRows()).isEqualTo(37);
        assertThat(na.differing().values()).containsExactly(11);
    }
}

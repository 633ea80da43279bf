package io.connectmojo.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hex.ModelCategory;
import hex.genmodel.GenModel;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.model.library.ModelLibrary;
import io.connectmojo.model.library.ModelRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class PojoModelTest {
    @Test
    void pojo_isLoadedWithoutInitialisingAnythingElse() {
        Model model = ModelLibrary.open(ModelRequest.of(ModelFeeds.ofClass(Compiled.class.getName())))
                .current();
        assertThat(model.columns())
                .containsExactly(
                        new ModelColumn("x", ModelColumn.Kind.NUMERIC, List.of()),
                        new ModelColumn("colour", ModelColumn.Kind.CATEGORICAL, List.of("red", "green")));
        assertThat(model.digest()).hasSize(64);
        for (String other : List.of(
                Trap.class.getName(),
                "java.lang.String",
                "com.example.Absent",
                "hex.genmodel.GenModel",
                "hex.genmodel.algos.gbm.GbmMojoModel")) {
            assertThatThrownBy(() -> ModelLibrary.open(ModelRequest.of(ModelFeeds.ofClass(other))))
                    .as(other)
                    .hasMessageStartingWith("MOJO-M014");
        }
        assertThat(System.getProperty("io.connectmojo.trap")).isNull();
    }

    /** Shows when its class is initialised. */
    static final class Trap {
        static {
            System.setProperty("io.connectmojo.trap", "sprung");
        }
    }

    /** A compiled model as H2O writes them, in small. */
    public static final class Compiled extends GenModel {
        private static final long serialVersionUID = 1L;

        public Compiled() {
            super(new String[] {"x", "colour", "y"}, new String[][] {null, {"red", "green"}, null}, "y");
        }

        @Override
        public int nfeatures() {
            return 2;
        }

        @Override
        public ModelCategory getModelCategory() {
            return ModelCategory.Regression;
        }

        @Override
        public boolean isSupervised() {
            return true;
        }

        @Override
        public String getUUID() {
            return "1";
        }

        @Override
        public double[] score0(double[] row, double[] preds) {
            preds[0] = 2 * row[0] + row[1];
            return preds;
        }
    }
}

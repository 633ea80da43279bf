package io.connectmojo.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.GenModel;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.ModelIni;
import io.connectmojo.model.archive.ModelTree;
import io.connectmojo.model.archive.MojoFile;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The usual values that a model is tried with. The oracle is what H2O's library has read for its own imputation. */
class ColumnMeansTest {
    private static final ModelFolder GLM = ModelFolder.of("trained/glm_binomial");

    private static Map<String, Double> means(byte[] zip) {
        MojoFile file = MojoFile.of(zip, ModelLimits.ofWorker(), "a.zip");
        ModelIni ini = ModelTree.check(file, ModelLimits.ofWorker());
        return ColumnMeans.of(ini, ModelLoader.load(GLM.model()).columns());
    }

    @Test
    void meansOfAGlm_areThoseThatH2oImputes() throws Exception {
        Model model = ModelLoader.load(GLM.model());
        Object[] numbers = model.columns().stream()
                .filter(column -> column.kind() == ModelColumn.Kind.NUMERIC)
                .map(ModelColumn::name)
                .toArray();
        Map<String, Double> means = means(GLM.bytes());
        assertThat(Arrays.stream(numbers).mapToDouble(means::get).toArray()).isEqualTo(imputed(model.genModel()));
        assertThat(means).hasSameSizeAs(numbers);
    }

    private static double[] imputed(GenModel model) throws ReflectiveOperationException {
        Field means = model.getClass().getSuperclass().getDeclaredField("_numMeans");
        means.setAccessible(true);
        return (double[]) means.get(model);
    }

    @Test
    void listOfOtherLength_isNoListOfMeans() {
        byte[] zip = EditedMojo.of(GLM.bytes()).ini("num_means", "[1.5, 2.5]").zip();
        assertThat(means(zip)).isEmpty();
    }

    @Test
    void listThatIsNotOfNumbers_isNoReasonToRefuse() {
        byte[] zip = EditedMojo.of(GLM.bytes()).ini("num_means", "[1, 2, x, 4]").zip();
        assertThat(means(zip)).isEmpty();
    }

    @Test
    void keyOfAnotherAlgorithm_isFoundToo() {
        byte[] zip = EditedMojo.of(GLM.bytes())
                .text("model.ini", ini -> ini.replace("num_means = ", "norm_sub = "))
                .zip();
        assertThat(means(zip)).isEqualTo(means(GLM.bytes())).isNotEmpty();
    }
}

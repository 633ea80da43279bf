package io.connectmojo.score;

import static org.assertj.core.api.Assertions.assertThat;

import hex.genmodel.easy.prediction.AbstractPrediction;
import hex.genmodel.easy.prediction.AnomalyDetectionPrediction;
import hex.genmodel.easy.prediction.AutoEncoderModelPrediction;
import hex.genmodel.easy.prediction.BinomialModelPrediction;
import hex.genmodel.easy.prediction.ClusteringModelPrediction;
import hex.genmodel.easy.prediction.CoxPHModelPrediction;
import hex.genmodel.easy.prediction.DimReductionModelPrediction;
import hex.genmodel.easy.prediction.KLimeModelPrediction;
import hex.genmodel.easy.prediction.MultinomialModelPrediction;
import hex.genmodel.easy.prediction.OrdinalModelPrediction;
import hex.genmodel.easy.prediction.RegressionModelPrediction;
import hex.genmodel.easy.prediction.TargetEncoderPrediction;
import hex.genmodel.easy.prediction.UpliftBinomialModelPrediction;
import hex.genmodel.easy.prediction.Word2VecPrediction;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is true of a category follows from what H2O's own prediction of it has. */
class CategoryTest {
    private static Class<? extends AbstractPrediction> h2os(Category category) {
        return switch (category) {
            case Regression -> RegressionModelPrediction.class;
            case Binomial -> BinomialModelPrediction.class;
            case Multinomial -> MultinomialModelPrediction.class;
            case Ordinal -> OrdinalModelPrediction.class;
            case Clustering -> ClusteringModelPrediction.class;
            case AnomalyDetection -> AnomalyDetectionPrediction.class;
            case AutoEncoder -> AutoEncoderModelPrediction.class;
            case DimReduction -> DimReductionModelPrediction.class;
            case WordEmbedding -> Word2VecPrediction.class;
            case CoxPH -> CoxPHModelPrediction.class;
            case BinomialUplift -> UpliftBinomialModelPrediction.class;
            case KLime -> KLimeModelPrediction.class;
            case TargetEncoder -> TargetEncoderPrediction.class;
        };
    }

    private static boolean has(Category category, String field) {
        return Arrays.stream(h2os(category).getDeclaredFields())
                .anyMatch(of -> of.getName().equals(field));
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    void labelsClustersPaths_areThoseOfH2o(Category category) {
        assertThat(category.hasClasses()).isEqualTo(has(category, "label"));
        assertThat(category.isCluster() || category.tellsClusterToo()).isEqualTo(has(category, "cluster"));
        assertThat(category.hasTreePaths()).isEqualTo(has(category, "leafNodeAssignments"));
        assertThat(category.hasProbabilities())
                .isEqualTo(has(category, "classProbabilities") || category == Category.BinomialUplift);
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    void onePrediction_isALabelOrNumberOrCluster(Category category) {
        assertThat(category.hasOnePrediction())
                .isEqualTo(category.hasClasses() || category.isNumber() || category.isCluster());
        assertThat(category.isSinglePrecision()).isEqualTo(category == Category.WordEmbedding);
        assertThat(category.contributionsHaveBias()).isEqualTo(category != Category.KLime);
    }

    @Test
    void threshold_isForNumbersPlusTwoClasses() {
        assertThat(Category.values())
                .filteredOn(Category::takesThreshold)
                .containsExactlyInAnyOrder(
                        Category.Regression,
                        Category.Binomial,
                        Category.AnomalyDetection,
                        Category.AutoEncoder,
                        Category.CoxPH,
                        Category.BinomialUplift);
        assertThat(Category.values())
                .filteredOn(Category::thresholdDecidesLabel)
                .containsExactly(Category.Binomial);
    }

    @Test
    void score_isNoneWhereSeveralClassesOrNumbersAnswer() {
        assertThat(Category.values())
                .filteredOn(category -> !category.hasScore())
                .containsExactlyInAnyOrder(
                        Category.Multinomial,
                        Category.Ordinal,
                        Category.Clustering,
                        Category.DimReduction,
                        Category.WordEmbedding,
                        Category.TargetEncoder);
    }

    @Test
    void outcomes_areComparedWithLabelsPlusPredictedValues() {
        assertThat(Category.values())
                .filteredOn(Category::comparesOutcomes)
                .containsExactlyInAnyOrder(
                        Category.Regression, Category.Binomial, Category.Multinomial, Category.Ordinal, Category.KLime);
    }

    @Test
    void probabilitiesOfUplift_areNamedByTheArms() {
        List<String> classes = List.of("no", "yes");
        assertThat(Category.BinomialUplift.probabilityNames(classes)).containsExactly("treatment", "control");
        assertThat(Category.Binomial.probabilityNames(classes)).isEqualTo(classes);
        assertThat(Category.Regression.probabilityNames(List.of())).isEmpty();
    }

    @Test
    void categoriesWithoutCompiledEngine_areTheRareOnes() {
        assertThat(Category.values())
                .filteredOn(category -> !category.isCompiled())
                .containsExactlyInAnyOrder(Category.WordEmbedding, Category.KLime, Category.TargetEncoder);
        assertThat(Arrays.stream(OutputPart.values()).filter(part -> !part.isCompiled()))
                .containsExactlyInAnyOrderElementsOf(
                        Set.of(OutputPart.CONTRIBUTIONS, OutputPart.LEAF_NODES, OutputPart.STAGED_PREDICTIONS));
    }
}

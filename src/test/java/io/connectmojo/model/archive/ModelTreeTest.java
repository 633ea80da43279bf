package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.LIMITS;
import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import hex.ModelCategory;
import io.connectmojo.problem.ModelError;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which models are let through to H2O's library, with those inside of them. */
class ModelTreeTest {
    private static final String GLM = "Generalized Linear Model";

    private static void passes(SmallMojo mojo) {
        assertThatCode(() -> ModelTree.check(mojo.file(), LIMITS)).doesNotThrowAnyException();
    }

    private static void refuses(SmallMojo mojo, ModelError code, String why) {
        isRefused(() -> ModelTree.check(mojo.file(), LIMITS), code, why);
    }

    private static SmallMojo glm() {
        return SmallMojo.of(GLM, "Regression");
    }

    @Test
    void description_isThatOfTheOutermostModel() {
        assertThat(ModelTree.check(glm().file(), LIMITS).algorithm()).isEqualTo(GLM);
    }

    @ParameterizedTest
    @CsvSource({
        "Sorcery, H2O's scoring library does not know it",
        "Deep Water, H2O discontinued it",
        "DeepWater, H2O discontinued it"
    })
    void algorithmThatIsUnknown_isRefused(String algorithm, String why) {
        refuses(SmallMojo.of(algorithm, "Regression"), ModelError.UNKNOWN_ALGORITHM, why);
    }

    @Test
    void formatOfANewerH2o_isRefused() {
        passes(glm().set("mojo_version", "1.00"));
        refuses(glm().set("mojo_version", "1.01"), ModelError.NEWER_VERSION, "up to 1.00");
        refuses(glm().set("mojo_version", "one"), ModelError.INCONSISTENT, "mojo_version is not a number");
    }

    @ParameterizedTest
    @EnumSource(ModelCategory.class)
    void categories_areThoseOfH2o(ModelCategory category) {
        SmallMojo mojo = SmallMojo.of(GLM, category.name()).set("n_classes", 2);
        if (category == ModelCategory.Unknown) {
            refuses(mojo, ModelError.INCONSISTENT, "its category is none of H2O's");
        } else {
            passes(mojo);
        }
    }

    @Test
    void categoryThatH2oDoesNotHave_isRefused() {
        refuses(SmallMojo.of(GLM, "Sorcery"), ModelError.INCONSISTENT, "its category is none of H2O's");
    }

    @ParameterizedTest
    @CsvSource({
        "Gradient Boosting Machine, MOJO-M016",
        "Gradient Boosting Method, MOJO-M016",
        "Distributed Random Forest, MOJO-M016",
        "Isolation Forest, MOJO-M016",
        "Uplift Distributed Random Forest, MOJO-M016",
        "Extended Isolation Forest, MOJO-M016",
        "XGBoost, MOJO-M016"
    })
    void modelsOfTrees_needTheirTrees(String algorithm, String code) {
        SmallMojo mojo = SmallMojo.of(algorithm, "Regression").set("n_trees", 1).entry("other", "x");
        assertThat(code).contains(ModelError.PART_MISSING.id());
        refuses(mojo, ModelError.PART_MISSING, code);
    }

    @Test
    void sizesThatAreDeclared_areChecked() {
        refuses(glm().domain("0: 2 d").entry("domains/d", "a"), ModelError.INCONSISTENT, "should have 2 lines");
    }

    @Nested
    class Inside {
        private SmallMojo chain(int depth) {
            SmallMojo link = glm().set("submodel_count", 1).set("submodel_dir_0", "in/");
            SmallMojo outer = glm().set("submodel_count", 1).set("submodel_dir_0", "in/");
            for (int i = 1; i < depth; i++) {
                outer.inner("in/".repeat(i), link);
            }
            return outer.inner("in/".repeat(depth), glm());
        }

        @Test
        void modelsInside_areCheckedToo() {
            passes(glm().set("submodel_count", 1).set("submodel_dir_0", "a/").inner("a/", glm()));
            refuses(
                    glm().set("submodel_count", 2)
                            .set("submodel_dir_0", "a/")
                            .set("submodel_dir_1", "b/")
                            .inner("a/", glm())
                            .inner("b/", SmallMojo.of("Sorcery", "Regression")),
                    ModelError.UNKNOWN_ALGORITHM,
                    "Sorcery");
        }

        @Test
        void modelThatIsMissing_isTold() {
            refuses(
                    glm().set("submodel_count", 1).set("submodel_dir_0", "a/"),
                    ModelError.PART_MISSING,
                    "there is no entry a/model.ini");
        }

        @Test
        void depthOfNesting_isLimited() {
            passes(chain(16));
            refuses(chain(17), ModelError.SUB_MODELS, "they are nested more than 16 deep");
        }

        @Test
        void modelInsideItself_isRefused() {
            refuses(
                    glm().set("submodel_count", 1).set("submodel_dir_0", ""),
                    ModelError.SUB_MODELS,
                    "a model contains itself, or two share one folder");
            refuses(
                    glm().set("submodel_count", 2)
                            .set("submodel_dir_0", "a/")
                            .set("submodel_dir_1", "a/")
                            .inner("a/", glm()),
                    ModelError.SUB_MODELS,
                    "a model contains itself, or two share one folder");
        }
    }

    @Nested
    class Wrong {
        @Test
        void deepLearningWithAnOffset_isRefused() {
            SmallMojo net = SmallMojo.of("Deep Learning", "Regression").set("mojo_version", "1.00");
            passes(net);
            refuses(net.set("offset_column", "x"), ModelError.UNSUPPORTED, "ignore the offset");
            passes(net.set("offset_column", "null"));
            passes(glm().set("offset_column", "x"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"true", "TRUE"})
        void offsetThatMustBeLeftOut_isRefused(String value) {
            refuses(glm().set("remove_offset_effects", value), ModelError.UNSUPPORTED, "leave the offset out");
            passes(glm().set("remove_offset_effects", "false"));
        }

        @ParameterizedTest
        @CsvSource({"'[2, 3]', true", "'[2, 2]', true", "'[0, 3, 1, 3]', true", "'[2, 0]', false", "'[3]', false"})
        void severalMonotoneSplines_areRefused(String splines, boolean refused) {
            SmallMojo gam = SmallMojo.of("Generalized Additive Model", "Regression")
                    .set("bs", splines)
                    .set("n_classes", 1)
                    .set("beta length per class", 1)
                    .set("total feature size", 1);
            if (refused) {
                refuses(gam, ModelError.UNSUPPORTED, "with 2 I- or M-splines");
            } else {
                passes(gam);
            }
            passes(glm().set("bs", splines));
        }
    }
}

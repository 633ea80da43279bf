package io.connectmojo.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hex.genmodel.CategoricalEncoding;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle is what H2O told about the training frame when the model was trained. */
class InputColumnsTest {
    /** Deep Learning with an offset, and a mix of splines that H2O's library fails on. */
    private static final Set<String> REFUSED = Set.of(
            "dl_offset",
            "dl_offset_3_18_0_11",
            "dl_offset_regression",
            "gam_tp_ispline",
            "gam_thinplate_ispline_mspline",
            "xgb_encoding_binary", // these MOJOs want the encoded columns
            "xgb_encoding_enumlimited",
            "xgb_encoding_onehotexplicit");

    /** Columns of the training frame that are no features, as some trainings call them; others tell their roles. */
    private static final Set<String> ROLES = Set.of("start", "stop", "fold", "group");

    private static final List<String> TOLD_ROLES =
            List.of("weights_column", "fold_column", "offset_column", "treatment_column");

    static Iterable<ModelFolder> models() {
        return ModelFolder.all().stream()
                .filter(c -> !REFUSED.contains(c.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("models")
    void scoredColumns_areInputsWithKindPlusLevels(ModelFolder c) {
        Model model = ModelLoader.load(c.model());
        Map<String, JsonNode> trained = c.columns().stream()
                .filter(column -> column.get("in_model").asBoolean())
                .collect(Collectors.toMap(column -> column.get("name").asText(), column -> column));

        Set<String> inputs =
                model.columns().stream().map(ModelColumn::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> notScored = new TreeSet<>(trained.keySet());
        notScored.removeAll(inputs);
        notScored.removeAll(ROLES);
        model.offsetColumn().ifPresent(notScored::remove);
        TOLD_ROLES.stream().map(role -> told(c, role)).forEach(notScored::remove);

        assertThat(trained.keySet()).containsAll(inputs);
        assertThat(notScored).isEmpty();
        assertThat(inputs).doesNotContain(model.offsetColumn().orElse("no offset"));
        for (ModelColumn column : model.columns()) {
            checkKind(column, trained.get(column.name()), model);
        }
    }

    private static String told(ModelFolder c, String role) {
        boolean told = c.about().has(role) && c.about().get(role).isTextual();
        boolean weights = role.equals("weights_column") && c.name().contains("weights");
        return told ? c.about().get(role).asText() : weights ? "Holders" : "";
    }

    private static void checkKind(ModelColumn column, JsonNode trained, Model model) {
        switch (trained.get("type").asText()) {
            case "Enum" -> {
                boolean numbersOnly = column.kind() == ModelColumn.Kind.NUMERIC;
                // XGBoost with label encoding: the MOJO forgets the levels and wants their indices
                if (!(numbersOnly && model.algorithm().equals("XGBoost"))) {
                    assertThat(column.kind()).isEqualTo(ModelColumn.Kind.CATEGORICAL);
                    Set<String> levels = StreamSupport.stream(
                                    trained.get("domain").spliterator(), false)
                            .map(level -> level.asText())
                            .collect(Collectors.toSet());
                    assertThat(column.levels()).containsExactlyInAnyOrderElementsOf(levels);
                }
            }
            case "Time" -> assertThat(column.kind()).isEqualTo(ModelColumn.Kind.TIME);
            case "String" -> assertThat(column.kind()).isEqualTo(ModelColumn.Kind.WORDS);
            default -> assertThat(column.kind()).isEqualTo(ModelColumn.Kind.NUMERIC);
        }
    }

    /** All but additive models, which look their spline columns up in another way. */
    static Iterable<ModelFolder> modelsWithoutSplines() {
        return ModelFolder.all().stream()
                .filter(c -> !REFUSED.contains(c.name()) && !c.algorithm().equals("GAM"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modelsWithoutSplines")
    void h2osRowConverterKnowsEveryInputByItsName(ModelFolder c) {
        Model model = ModelLoader.load(c.model());
        CategoricalEncoding encoding = model.genModel().getCategoricalEncoding();
        Map<String, Integer> known = new TreeMap<>(encoding.createColumnMapping(model.genModel()));
        assertThat(model.columns())
                .allSatisfy(column -> assertThat(known)
                        .containsKey(column.name())
                        .extractingByKey(column.name())
                        .satisfies(index ->
                                assertThat(index).isLessThan(model.genModel().nfeatures())));
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import io.connectmojo.cases.CsvFile;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cases.Oracle;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.model.library.ModelHandle;
import io.connectmojo.model.library.ModelLibrary;
import io.connectmojo.model.library.ModelRequest;
import io.connectmojo.score.OutputPart;
import io.connectmojo.score.compiled.Scorers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of every model folder, with everything that the model can say. The tests of a folder share its model and H2O's
 * answers.
 */
@Tag("long")
@ParameterizedClass
@MethodSource("folders")
class EveryModelTest {
    static List<ModelFolder> folders() {
        return ModelFolder.all();
    }

    /** The wrapper knows no margin: MarginTest. */
    private static final Set<OutputPart> OF_THE_WRAPPER = EnumSet.complementOf(EnumSet.of(OutputPart.MARGIN));

    /** Models that genmodel 3.46.0.12 cannot score rightly, and that are therefore refused when they are loaded. */
    private static final Map<String, String> REFUSED = Map.of(
            "dl_offset", "MOJO-M013",
            "dl_offset_3_18_0_11", "MOJO-M013",
            "dl_offset_regression", "MOJO-M013", // a DeepLearning MOJO ignores its offset
            "gam_thinplate_ispline_mspline", "MOJO-M013",
            "gam_tp_ispline", "MOJO-M013"); // genmodel mixes up the columns of two monotone splines

    /** Models of which genmodel refuses every row; so do we. */
    private static final Set<String> HARDLY_SCORED = Set.of(
            "xgb_label_encoding", // its MOJO lacks the levels
            "xgb_encoding_labelencoder",
            "gam_offset_binomial", // genmodel takes no offset of a GAM
            "gam_offset_gaussian",
            "gam_offset_poisson");

    private static ModelHandle handle;
    private static CsvFile input;
    private static List<Optional<Map<String, Object>>> answers;

    @Parameter
    ModelFolder folder;

    @BeforeParameterizedClassInvocation
    static void load(ModelFolder folder) throws Exception {
        if (REFUSED.containsKey(folder.name())) {
            return;
        }
        handle = open(folder);
        input = folder.input();
        Oracle oracle = new Oracle(folder.model());
        answers = new ArrayList<>();
        for (int row = 0; row < input.rows().size(); row++) {
            answers.add(oracle.answer(input, row, folder.offsetColumn()));
        }
    }

    @AfterParameterizedClassInvocation
    static void close() {
        if (handle != null) {
            handle.close();
            handle = null;
        }
    }

    private static ModelHandle open(ModelFolder folder) {
        return ModelLibrary.open(
                ModelRequest.of(ModelFeeds.ofPath(folder.model().toString())));
    }

    @Test
    void everyOutput_isThatOfTheWrapperBitForBit() {
        compare(OF_THE_WRAPPER);
    }

    /** What the compiled engine gives, where there is one. */
    @Test
    void defaultEngine_saysWhatTheWrapperSaysBitForBit() {
        compare(EnumSet.of(
                OutputPart.PROBABILITIES, OutputPart.CALIBRATED_PROBABILITIES, OutputPart.DISTANCES, OutputPart.SCORE));
    }

    /** Flat fields and headers; the tests above prove the values. */
    @Test
    void headers_carryWhatFieldsCarry() {
        if (refused()) {
            return;
        }
        try (MojoScorer.Value<SinkRecord> toFields = new MojoScorer.Value<>();
                MojoScorer.Value<SinkRecord> toHeaders = new MojoScorer.Value<>()) {
            Map<String, String> config = config(folder, handle.current(), OF_THE_WRAPPER);
            config.put("output.layout", "flat");
            toFields.configure(config);
            config.put("output.destination", "headers");
            toHeaders.configure(config);
            int compared = 0;
            for (int row = 0; row < input.rows().size() && compared < 3; row++) {
                Map<String, Object> map = record(handle.current(), input, row);
                boolean scored = sameInHeaders(toFields, toHeaders, map, null);
                compared += scored ? 1 : 0;
                Struct struct = struct(map);
                assertThat(sameInHeaders(toFields, toHeaders, struct, struct.schema()))
                        .as("row %d as a Struct", row)
                        .isEqualTo(scored);
            }
            if (HARDLY_SCORED.contains(folder.name())) {
                assertThat(compared).isLessThan(3);
            } else {
                assertThat(compared).isEqualTo(3);
            }
        }
    }

    private boolean refused() {
        String code = REFUSED.get(folder.name());
        if (code != null) {
            assertThatThrownBy(() -> open(folder)).hasMessageStartingWith(code);
        }
        return code != null;
    }

    private static boolean sameInHeaders(
            MojoScorer.Value<SinkRecord> toFields,
            MojoScorer.Value<SinkRecord> toHeaders,
            Object value,
            Schema schema) {
        SinkRecord record = new SinkRecord("t", 0, null, null, schema, value, 0);
        SinkRecord fields;
        try {
            fields = toFields.apply(record);
        } catch (DataException refused) {
            assertThatThrownBy(() -> toHeaders.apply(record)).hasMessage(refused.getMessage());
            return false;
        }
        Map<String, Object> added = new LinkedHashMap<>();
        Map<String, Schema> types = new LinkedHashMap<>();
        if (fields.value() instanceof Struct struct) {
            struct.schema().fields().stream()
                    .filter(field -> schema.field(field.name()) == null)
                    .forEach(field -> {
                        added.put("mojo." + field.name(), struct.get(field));
                        types.put("mojo." + field.name(), field.schema());
                    });
        } else {
            ((Map<?, ?>) fields.value()).forEach((name, output) -> {
                if (!((Map<?, ?>) value).containsKey(name)) {
                    added.put("mojo." + name, output);
                    types.put("mojo." + name, null);
                }
            });
        }
        Map<String, Object> headers = new LinkedHashMap<>();
        Map<String, Schema> headerTypes = new LinkedHashMap<>();
        for (Header header : toHeaders.apply(record).headers()) {
            headers.put(header.key(), header.value());
            headerTypes.put(header.key(), header.schema());
        }
        assertThat(headers).isNotEmpty().isEqualTo(added);
        assertThat(headerTypes).isEqualTo(types);
        return true;
    }

    private static Struct struct(Map<String, Object> record) {
        SchemaBuilder schema = SchemaBuilder.struct();
        record.forEach((name, value) -> schema.field(
                name,
                value instanceof List
                        ? SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build()
                        : value instanceof Long ? Schema.OPTIONAL_INT64_SCHEMA : Schema.OPTIONAL_STRING_SCHEMA));
        Struct struct = new Struct(schema.build());
        record.forEach(struct::put);
        return struct;
    }

    private void compare(Set<OutputPart> parts) {
        if (refused()) {
            return;
        }
        int scored = 0;
        try (MojoScorer.Value<SinkRecord> transform = new MojoScorer.Value<>()) {
            Model model = handle.current();
            transform.configure(config(folder, model, parts));
            Set<String> notAsked = fieldsOf(OF_THE_WRAPPER);
            notAsked.removeAll(fieldsOf(included(folder, model, parts)));
            for (int row = 0; row < answers.size(); row++) {
                Map<String, Object> given = record(model, input, row);
                Map<String, Object> actual = score(transform, given);
                if (isNothing(model, given)) {
                    assertThat(actual)
                            .as("row %d has nothing that is known", row)
                            .isNull();
                    continue;
                }
                if (answers.get(row).isEmpty()) {
                    assertThat(actual).as("row %d is refused", row).isNull();
                    continue;
                }
                Map<String, Object> expected =
                        new LinkedHashMap<>(answers.get(row).get());
                expected.keySet().removeAll(notAsked);
                NearContributions.compare(actual, expected, row);
                assertThat(comparable(actual)).as("row %d", row).isEqualTo(comparable(expected));
                scored++;
            }
        }
        if (!HARDLY_SCORED.contains(folder.name())) {
            assertThat(scored).isGreaterThan(answers.size() / 2);
        }
    }

    /** What the parts are called in a nested prediction. */
    private static Set<String> fieldsOf(Set<OutputPart> parts) {
        Set<String> fields = new HashSet<>();
        for (OutputPart part : parts) {
            fields.add(
                    part == OutputPart.STAGED_PREDICTIONS
                            ? "staged"
                            : part.name().toLowerCase(Locale.ROOT));
        }
        return fields;
    }

    /** Classes and levels are compared by name, values of other maps by position, numbers by their bits. */
    private static Object comparable(Map<String, Object> nested) {
        if (nested == null) {
            return null;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        nested.forEach((key, value) -> {
            boolean byPosition = value instanceof Map<?, ?>;
            all.put(key, byPosition ? new ArrayList<>(((Map<?, ?>) value).values()) : value);
        });
        if (nested.get("label") != null && ((List<?>) all.get("probabilities")).contains(null)) {
            all.remove("label"); // without probabilities we give no label
        }
        all.values().removeIf(java.util.Objects::isNull);
        return all.toString();
    }

    private static Set<OutputPart> included(ModelFolder folder, Model model, Set<OutputPart> parts) {
        Set<OutputPart> included = EnumSet.copyOf(parts);
        included.retainAll(Scorers.shapeOf(model).available());
        if (model.genModel() instanceof SharedTreeMojoModel trees && trees.getNTreeGroups() > Oracle.MAX_STAGED) {
            included.remove(OutputPart.STAGED_PREDICTIONS); // genmodel takes the square of the trees' number
        }
        return included;
    }

    private static Map<String, String> config(ModelFolder folder, Model model, Set<OutputPart> parts) {
        List<String> includes = new ArrayList<>();
        for (OutputPart part : included(folder, model, parts)) {
            includes.add(part.settingName());
        }
        Map<String, String> config = new HashMap<>();
        config.put("model.path", folder.model().toString());
        config.put("output.layout", "nested");
        config.put("output.include", String.join(",", includes));
        config.put("output.field", "mojo prediction");
        config.put("input.missing.columns", "na");
        return config;
    }

    private static Map<String, Object> record(Model model, CsvFile input, int row) {
        Map<String, Object> record = new LinkedHashMap<>();
        for (String column : input.header()) {
            record.put(column, input.cell(row, column));
        }
        for (ModelColumn column : model.columns()) {
            Object cell = record.get(column.name());
            if (column.kind() == ModelColumn.Kind.TIME && cell != null) {
                record.put(column.name(), Long.parseLong((String) cell));
            }
            if (column.kind() == ModelColumn.Kind.WORDS) {
                record.put(
                        column.name(),
                        java.util.Arrays.asList(input.rows().get(row).get(0)));
            }
        }
        return record;
    }

    /** Whether every cell of the model is missing, or a level that it does not know. */
    private static boolean isNothing(Model model, Map<String, Object> record) {
        return model.columns().stream().allMatch(column -> {
            Object cell = record.get(column.name());
            return cell == null
                    || cell.equals("")
                    || cell.equals("NA")
                    || column.kind() == ModelColumn.Kind.CATEGORICAL
                            && !column.levels().contains(cell)
                            && !column.levels().contains(cell.toString().trim());
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> score(MojoScorer.Value<SinkRecord> transform, Map<String, Object> record) {
        try {
            SinkRecord scored = transform.apply(new SinkRecord("t", 0, null, null, null, record, 0));
            return (Map<String, Object>) ((Map<String, Object>) scored.value()).get("mojo prediction");
        } catch (DataException refused) {
            assertThat(refused).hasMessageStartingWith("MOJO-D");
            return null;
        }
    }
}

package io.connectmojo.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.OutputType;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.MojoException;
import io.connectmojo.row.match.RowSpec;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * The table of settings, in the order of a form: key, type and default and validator, importance, width, name, a sentence on it
 * and an example. Documentation and forms are made from it; {@link MojoScorerConfig} has an accessor for each.
 */
public enum Setting {
    MODEL_PATH(
            Group.MODEL,
            "model.path",
            SettingKind.text(null, Validators.modelPath()),
            HIGH,
            LONG,
            "Model path",
            "Absolute path of the H2O MOJO zip on the worker, or <code>classpath:</code> and a resource inside a jar of the plugin's folder. Exactly one of this and <code>model.class</code>.",
            "/opt/models/house-prices.zip"),
    MODEL_CLASS(
            Group.MODEL,
            "model.class",
            SettingKind.text(null, Validators.className()),
            LOW,
            LONG,
            "Model class",
            "Name of a compiled H2O POJO in a jar of the plugin's folder.",
            "com.example.GbmHousePrices"),
    MODEL_NAME(
            Group.MODEL,
            "model.name",
            SettingKind.text(null, Validators.notBlank()),
            LOW,
            Width.MEDIUM,
            "Model name",
            "Name of the model in logs, metrics and the <code>model</code> output; by default the file's name without <code>.zip</code>.",
            "house-prices"),
    MODEL_SHA256(
            Group.MODEL,
            "model.sha256",
            SettingKind.text(null, Validators.sha256()),
            MEDIUM,
            LONG,
            "Model SHA-256",
            "Hex SHA-256 that the model file must have; other content is refused. Without it a file <code>&lt;model.path&gt;.sha256</code>, if there is one, must match.",
            "what <code>sha256sum model.zip</code> prints first"),
    MODEL_RELOAD(
            Group.MODEL,
            "model.reload.interval.ms",
            new SettingKind(Type.LONG, -1L, Validators.reloadInterval()),
            MEDIUM,
            SHORT,
            "Reload interval (ms)",
            "How often the file is looked at for a new model, in milliseconds; -1 never, else at least 1000.",
            "10000"),
    MODEL_ENGINE(
            Group.MODEL,
            "model.engine",
            SettingKind.oneOf(EngineChoice.AUTO),
            LOW,
            SHORT,
            "Engine",
            "<code>auto</code> scores with the compiled engine where it agrees with H2O's own scoring bit for bit; <code>reference</code> always uses H2O's own.",
            "reference"),
    INPUT_FORMAT(
            Group.INPUT,
            "input.format",
            SettingKind.oneOf(InputFormat.CONNECT),
            HIGH,
            SHORT,
            "Input format",
            "What the key or value is: <code>connect</code> a Struct or Map, <code>json</code> text or bytes with one JSON object, <code>delimited</code> one line of separated text.",
            "json"),
    INPUT_DELIMITED_COLUMNS(
            Group.INPUT,
            "input.delimited.columns",
            SettingKind.text("", Validators.names()),
            MEDIUM,
            LONG,
            "Delimited columns",
            "Names of the cells of a delimited line, in order.",
            "sqft,stories,has_pool"),
    INPUT_DELIMITED_SEPARATOR(
            Group.INPUT,
            "input.delimited.separator",
            SettingKind.text(",", Validators.separator()),
            LOW,
            SHORT,
            "Delimited separator",
            "One character, or one of <code>\\t</code>, <code>comma</code>, <code>tab</code>, <code>semicolon</code>, <code>pipe</code>, <code>hash</code>, <code>blank</code>.",
            "semicolon"),
    INPUT_MATCH(
            Group.INPUT,
            "input.match",
            SettingKind.oneOf(RowSpec.Match.EXACT),
            MEDIUM,
            SHORT,
            "Match",
            "How fields are found for columns: <code>exact</code> by the same name, <code>relaxed</code> also ignoring case and <code>_ - .</code> and blanks.",
            "relaxed"),
    INPUT_FIELDS(
            Group.INPUT,
            "input.fields",
            SettingKind.text("", Validators.fieldPaths()),
            HIGH,
            LONG,
            "Fields",
            "Columns whose field has another name or is nested, as <code>column:path</code>; paths are dotted, with backticks around names that hold dots.",
            "sqft:after.house.sqft,sepal_width:sepalWidth"),
    INPUT_TYPES(
            Group.INPUT,
            "input.types",
            SettingKind.text("", Validators.columnTypes()),
            MEDIUM,
            LONG,
            "Types",
            "Columns whose coercion is not the automatic one, as <code>column:type</code> with <code>number</code>, <code>category</code>, <code>boolean(TRUE_LEVEL|FALSE_LEVEL)</code>, <code>time(s)</code>, <code>time(ms)</code>, <code>time(us)</code>, <code>time(ns)</code>, <code>time(PATTERN)</code> or <code>time(PATTERN|ZONE)</code>.",
            "sold:time(dd.MM.yyyy)"),
    INPUT_DEFAULTS(
            Group.INPUT,
            "input.defaults",
            SettingKind.text("", Validators.pairs()),
            MEDIUM,
            LONG,
            "Defaults",
            "Values taken when a field is null or absent, as <code>column:value</code>.",
            "stories:1,has_pool:no"),
    INPUT_NA_STRINGS(
            Group.INPUT,
            "input.na.strings",
            SettingKind.text("NA", Validators.names()),
            LOW,
            LONG,
            "NA strings",
            "Texts that mean missing when they are not a level of the column; the empty text always does.",
            "NA,null,?"),
    INPUT_VECTOR_FIELD(
            Group.INPUT,
            "input.vector.field",
            SettingKind.text(null, Validators.fieldPath()),
            LOW,
            Width.MEDIUM,
            "Vector field",
            "A field with an array of numbers or delimited text that fills, in the model's order, the columns that nothing else maps.",
            "sensor.values"),
    INPUT_VECTOR_SEPARATOR(
            Group.INPUT,
            "input.vector.separator",
            SettingKind.text(",", Validators.separator()),
            LOW,
            SHORT,
            "Vector separator",
            "Separator of a vector that is text; as in <code>input.delimited.separator</code>.",
            "hash"),
    INPUT_OFFSET_FIELD(
            Group.INPUT,
            "input.offset.field",
            SettingKind.text(null, Validators.fieldPath()),
            LOW,
            Width.MEDIUM,
            "Offset field",
            "The field with the offset, for models trained with one; by default the field named like the model's offset column.",
            "log_exposure"),
    INPUT_MISSING_COLUMNS(
            Group.INPUT,
            "input.missing.columns",
            SettingKind.oneOf(RowSpec.Policy.FAIL),
            HIGH,
            SHORT,
            "Missing columns",
            "When the record has no field for a column: <code>fail</code> names the missing columns, <code>na</code> scores them as missing.",
            "na"),
    INPUT_INVALID_VALUES(
            Group.INPUT,
            "input.invalid.values",
            SettingKind.oneOf(RowSpec.Policy.FAIL),
            MEDIUM,
            SHORT,
            "Invalid values",
            "When a value has a type or text that the column cannot take: <code>fail</code>, or <code>na</code> to score it as missing.",
            "na"),
    INPUT_UNKNOWN_LEVELS(
            Group.INPUT,
            "input.unknown.levels",
            SettingKind.oneOf(RowSpec.Policy.NA),
            MEDIUM,
            SHORT,
            "Unknown levels",
            "When a value is a level that training did not see: <code>na</code> scores it as missing, <code>fail</code> refuses the record.",
            "fail"),
    REPLACE_NULL(
            Group.INPUT,
            "replace.null.with.default",
            new SettingKind(Type.BOOLEAN, true, Validators.trueOrFalse()),
            LOW,
            SHORT,
            "Replace null with default",
            "Whether a null feature takes the default of its field's schema; copied fields keep their null.",
            "false"),
    OUTPUT_FIELD(
            Group.OUTPUT,
            "output.field",
            SettingKind.text("prediction", Validators.notBlank()),
            HIGH,
            Width.MEDIUM,
            "Output field",
            "Name of the prediction, and prefix of what <code>output.include</code> adds.",
            "selling_price"),
    OUTPUT_TYPE(
            Group.OUTPUT,
            "output.type",
            SettingKind.oneOf(OutputType.AUTO),
            MEDIUM,
            SHORT,
            "Output type",
            "Type of the prediction itself; numbers are rounded half-even to integers.",
            "int32"),
    OUTPUT_INCLUDE(
            Group.OUTPUT,
            "output.include",
            SettingKind.text("", Validators.outputParts()),
            HIGH,
            LONG,
            "Include",
            "What else is added.",
            "probabilities,model"),
    OUTPUT_CONTRIBUTIONS_TOP(
            Group.OUTPUT,
            "output.contributions.top",
            new SettingKind(Type.INT, 0, ConfigDef.Range.atLeast(0)),
            LOW,
            SHORT,
            "Top contributions",
            "How many contributions are added, the largest in magnitude first and without the bias; 0 adds all.",
            "3"),
    OUTPUT_LAYOUT(
            Group.OUTPUT,
            "output.layout",
            SettingKind.oneOf(OutputOptions.Layout.FLAT),
            MEDIUM,
            SHORT,
            "Layout",
            "<code>flat</code> adds top-level fields, <code>nested</code> one Struct or Map named by <code>output.field</code>.",
            "nested"),
    OUTPUT_DESTINATION(
            Group.OUTPUT,
            "output.destination",
            SettingKind.oneOf(Destination.RECORD),
            MEDIUM,
            SHORT,
            "Destination",
            "<code>record</code> adds fields, <code>headers</code> leaves key and value untouched and adds headers <code>mojo.&lt;name&gt;</code>.",
            "headers"),
    OUTPUT_EXISTING(
            Group.OUTPUT,
            "output.existing",
            SettingKind.oneOf(OutputOptions.Existing.FAIL),
            MEDIUM,
            SHORT,
            "Existing field",
            "When the record already has a field of that name: <code>fail</code>, <code>replace</code> it, or <code>keep</code> its value unless it is null.",
            "replace"),
    OUTPUT_THRESHOLD(
            Group.OUTPUT,
            "output.threshold",
            new SettingKind(Type.DOUBLE, null, Validators.finite()),
            MEDIUM,
            SHORT,
            "Threshold",
            "Binomial models: the second label from this probability on. Regression, anomaly, auto-encoder, CoxPH and uplift models: adds a boolean that says whether the prediction reaches it.",
            "0.5"),
    ON_ERROR(
            Group.ERRORS,
            "on.error",
            SettingKind.oneOf(OnError.FAIL),
            HIGH,
            SHORT,
            "On error",
            "What happens to a record that cannot be scored: <code>fail</code> throws, so that <code>errors.tolerance</code> and the dead letter queue apply; <code>null</code> lets the record go on with its output fields null and a header <code>mojo.error</code>.",
            "null"),
    OUTCOME_FIELD(
            Group.METRICS,
            "outcome.field",
            SettingKind.text(null, Validators.fieldPath()),
            MEDIUM,
            Width.MEDIUM,
            "Outcome field",
            "The field with what really happened, when the record has it: metrics compare it with the prediction. It is never a feature, and null is skipped.",
            "species"),
    METRICS_ID(
            Group.METRICS,
            "metrics.id",
            SettingKind.text(null, Validators.notBlank()),
            LOW,
            Width.MEDIUM,
            "Metrics id",
            "Tells two transforms of one task apart on workers before 4.1, which do not say the alias; by default the model's name, with <code>-2</code>, <code>-3</code> when it is taken.",
            "prices"),
    METRICS_UNKNOWN_LEVELS(
            Group.METRICS,
            "metrics.unknown.levels",
            new SettingKind(Type.INT, 0, ConfigDef.Range.between(0, 100)),
            LOW,
            SHORT,
            "Unknown levels",
            "How many of the most frequent unknown levels of each column are kept as an attribute of its metrics: they are values of records.",
            "5");

    /** Under which heading forms and the documentation show a setting. */
    enum Group {
        MODEL("Model"),
        INPUT("Input"),
        OUTPUT("Output"),
        ERRORS("Errors"),
        METRICS("Metrics");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final Group group;
    private final String key;
    private final SettingKind kind;
    private final Importance importance;
    private final Width width;
    private final String display;
    private final String doc;
    private final String example;

    /** @param example what may be set, or a text with markup of its own */
    Setting(
            Group group,
            String key,
            SettingKind kind,
            Importance importance,
            Width width,
            String display,
            String doc,
            String example) {
        this.group = group;
        this.key = key;
        this.kind = kind;
        this.importance = importance;
        this.width = width;
        this.display = display;
        this.doc = doc;
        this.example = example;
    }

    /** The setting's name behind {@code transforms.<alias>.}. */
    public String key() {
        return key;
    }

    /** What is wrong with the setting, beside what its validator tells. */
    public MojoException problem(ErrorCode code, String why, String fix) {
        return Validators.wrong(code, key, why, fix);
    }

    Group group() {
        return group;
    }

    SettingKind kind() {
        return kind;
    }

    Importance importance() {
        return importance;
    }

    Width width() {
        return width;
    }

    String display() {
        return display;
    }

    String documentation() {
        return doc + " Example: " + (example.contains("<code>") ? example : "<code>" + example + "</code>") + ".";
    }
}

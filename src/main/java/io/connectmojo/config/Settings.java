package io.connectmojo.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Every setting of the transform: name, type, default, validator, place in a form, and a sentence with an example. */
public final class Settings extends SettingsForm {
    static final String MODEL_PATH = "model.path";
    static final String MODEL_CLASS = "model.class";
    static final String MODEL_NAME = "model.name";
    static final String MODEL_SHA256 = "model.sha256";
    static final String MODEL_RELOAD = "model.reload.interval.ms";
    static final String MODEL_ENGINE = "model.engine";
    static final String INPUT_FORMAT = "input.format";
    static final String INPUT_DELIMITED_COLUMNS = "input.delimited.columns";
    static final String INPUT_DELIMITED_SEPARATOR = "input.delimited.separator";
    public static final String INPUT_MATCH = "input.match";
    public static final String INPUT_FIELDS = "input.fields";
    public static final String INPUT_TYPES = "input.types";
    public static final String INPUT_DEFAULTS = "input.defaults";
    public static final String INPUT_NA_STRINGS = "input.na.strings";
    public static final String INPUT_VECTOR_FIELD = "input.vector.field";
    public static final String INPUT_VECTOR_SEPARATOR = "input.vector.separator";
    public static final String INPUT_OFFSET_FIELD = "input.offset.field";
    public static final String INPUT_MISSING_COLUMNS = "input.missing.columns";
    public static final String INPUT_INVALID_VALUES = "input.invalid.values";
    public static final String INPUT_UNKNOWN_LEVELS = "input.unknown.levels";
    public static final String REPLACE_NULL = "replace.null.with.default";
    public static final String OUTPUT_FIELD = "output.field";
    public static final String OUTPUT_TYPE = "output.type";
    public static final String OUTPUT_INCLUDE = "output.include";
    public static final String OUTPUT_CONTRIBUTIONS_TOP = "output.contributions.top";
    public static final String OUTPUT_LAYOUT = "output.layout";
    static final String OUTPUT_DESTINATION = "output.destination";
    public static final String OUTPUT_EXISTING = "output.existing";
    public static final String OUTPUT_THRESHOLD = "output.threshold";
    static final String ON_ERROR = "on.error";
    public static final String OUTCOME_FIELD = "outcome.field";
    static final String METRICS_ID = "metrics.id";
    static final String METRICS_UNKNOWN_LEVELS = "metrics.unknown.levels";

    public static final ConfigDef DEFINITION = new Settings().definition();

    private Settings() {
        model();
        input();
        output();
        group("Errors");
        choice(
                ON_ERROR,
                "fail",
                HIGH,
                "On error",
                "What happens to a record that cannot be scored: <code>fail</code> throws, so that <code>errors.tolerance</code> and the dead letter queue apply; <code>null</code> lets the record go on with its output fields null and a header <code>mojo.error</code>. Example: <code>null</code>.",
                "fail",
                "null");
        metrics();
    }

    private void metrics() {
        group("Metrics");
        text(
                OUTCOME_FIELD,
                null,
                Validators.fieldPath(),
                MEDIUM,
                Width.MEDIUM,
                "Outcome field",
                "The field with what really happened, when the record has it: metrics compare it with the prediction. It is never a feature, and null is skipped. Example: <code>species</code>.");
        text(
                METRICS_ID,
                null,
                Validators.notBlank(),
                LOW,
                Width.MEDIUM,
                "Metrics id",
                "Tells two transforms of one task apart on workers before 4.1, which do not say the alias; by default the model's name, with <code>-2</code>, <code>-3</code> when it is taken. Example: <code>prices</code>.");
        define(
                METRICS_UNKNOWN_LEVELS,
                Type.INT,
                0,
                ConfigDef.Range.between(0, 100),
                LOW,
                SHORT,
                "Unknown levels",
                "How many of the most frequent unknown levels of each column are kept as an attribute of its metrics: they are values of records. Example: <code>5</code>.");
    }

    private void model() {
        group("Model");
        text(
                MODEL_PATH,
                null,
                Validators.modelPath(),
                HIGH,
                LONG,
                "Model path",
                "Absolute path of the H2O MOJO zip on the worker, or <code>classpath:</code> and a resource inside a jar of the plugin's folder. Exactly one of this and <code>model.class</code>. Example: <code>/opt/models/house-prices.zip</code>.");
        text(
                MODEL_CLASS,
                null,
                Validators.className(),
                LOW,
                LONG,
                "Model class",
                "Name of a compiled H2O POJO in a jar of the plugin's folder. Example: <code>com.example.GbmHousePrices</code>.");
        text(
                MODEL_NAME,
                null,
                Validators.notBlank(),
                LOW,
                Width.MEDIUM,
                "Model name",
                "Name of the model in logs, metrics and the <code>model</code> output; by default the file's name without <code>.zip</code>. Example: <code>house-prices</code>.");
        text(
                MODEL_SHA256,
                null,
                Validators.sha256(),
                MEDIUM,
                LONG,
                "Model SHA-256",
                "Hex SHA-256 that the model file must have; other content is refused. Without it a file <code>&lt;model.path&gt;.sha256</code>, if there is one, must match. Example: what <code>sha256sum model.zip</code> prints first.");
        define(
                MODEL_RELOAD,
                Type.LONG,
                -1L,
                Validators.reloadInterval(),
                MEDIUM,
                SHORT,
                "Reload interval (ms)",
                "How often the file is looked at for a new model, in milliseconds; -1 never, else at least 1000. Example: <code>10000</code>.");
        choice(
                MODEL_ENGINE,
                "auto",
                LOW,
                "Engine",
                "<code>auto</code> scores with the compiled engine where it agrees with H2O's own scoring bit for bit; <code>reference</code> always uses H2O's own. Example: <code>reference</code>.",
                "auto",
                "reference");
    }

    private void input() {
        group("Input");
        choice(
                INPUT_FORMAT,
                "connect",
                HIGH,
                "Input format",
                "What the key or value is: <code>connect</code> a Struct or Map, <code>json</code> text or bytes with one JSON object, <code>delimited</code> one line of separated text. Example: <code>json</code>.",
                "connect",
                "json",
                "delimited");
        list(
                INPUT_DELIMITED_COLUMNS,
                "",
                Validators.names(),
                MEDIUM,
                "Delimited columns",
                "Names of the cells of a delimited line, in order. Example: <code>sqft,stories,has_pool</code>.");
        text(
                INPUT_DELIMITED_SEPARATOR,
                ",",
                Validators.separator(),
                LOW,
                SHORT,
                "Delimited separator",
                "One character, or one of <code>\\t</code>, <code>comma</code>, <code>tab</code>, <code>semicolon</code>, <code>pipe</code>, <code>hash</code>, <code>blank</code>. Example: <code>semicolon</code>.");
        choice(
                INPUT_MATCH,
                "exact",
                MEDIUM,
                "Match",
                "How fields are found for columns: <code>exact</code> by the same name, <code>relaxed</code> also ignoring case and <code>_ - .</code> and blanks. Example: <code>relaxed</code>.",
                "exact",
                "relaxed");
        list(
                INPUT_FIELDS,
                "",
                Validators.fieldPaths(),
                HIGH,
                "Fields",
                "Columns whose field has another name or is nested, as <code>column:path</code>; paths are dotted, with backticks around names that hold dots. Example: <code>sqft:after.house.sqft,sepal_width:sepalWidth</code>.");
        list(
                INPUT_TYPES,
                "",
                Validators.columnTypes(),
                MEDIUM,
                "Types",
                "Columns whose coercion is not the automatic one, as <code>column:type</code> with <code>number</code>, <code>category</code>, <code>boolean(TRUE_LEVEL|FALSE_LEVEL)</code>, <code>time(s)</code>, <code>time(ms)</code>, <code>time(us)</code>, <code>time(ns)</code>, <code>time(PATTERN)</code> or <code>time(PATTERN|ZONE)</code>. Example: <code>sold:time(dd.MM.yyyy)</code>.");
        list(
                INPUT_DEFAULTS,
                "",
                Validators.pairs(),
                MEDIUM,
                "Defaults",
                "Values taken when a field is null or absent, as <code>column:value</code>. Example: <code>stories:1,has_pool:no</code>.");
        list(
                INPUT_NA_STRINGS,
                "NA",
                Validators.names(),
                LOW,
                "NA strings",
                "Texts that mean missing when they are not a level of the column; the empty text always does. Example: <code>NA,null,?</code>.");
        text(
                INPUT_VECTOR_FIELD,
                null,
                Validators.fieldPath(),
                LOW,
                Width.MEDIUM,
                "Vector field",
                "A field with an array of numbers or delimited text that fills, in the model's order, the columns that nothing else maps. Example: <code>sensor.values</code>.");
        text(
                INPUT_VECTOR_SEPARATOR,
                ",",
                Validators.separator(),
                LOW,
                SHORT,
                "Vector separator",
                "Separator of a vector that is text; as in <code>input.delimited.separator</code>. Example: <code>hash</code>.");
        text(
                INPUT_OFFSET_FIELD,
                null,
                Validators.fieldPath(),
                LOW,
                Width.MEDIUM,
                "Offset field",
                "The field with the offset, for models trained with one; by default the field named like the model's offset column. Example: <code>log_exposure</code>.");
        choice(
                INPUT_MISSING_COLUMNS,
                "fail",
                HIGH,
                "Missing columns",
                "When the record has no field for a column: <code>fail</code> names the missing columns, <code>na</code> scores them as missing. Example: <code>na</code>.",
                "fail",
                "na");
        choice(
                INPUT_INVALID_VALUES,
                "fail",
                MEDIUM,
                "Invalid values",
                "When a value has a type or text that the column cannot take: <code>fail</code>, or <code>na</code> to score it as missing. Example: <code>na</code>.",
                "fail",
                "na");
        choice(
                INPUT_UNKNOWN_LEVELS,
                "na",
                MEDIUM,
                "Unknown levels",
                "When a value is a level that training did not see: <code>na</code> scores it as missing, <code>fail</code> refuses the record. Example: <code>fail</code>.",
                "na",
                "fail");
        define(
                REPLACE_NULL,
                Type.BOOLEAN,
                true,
                Validators.trueOrFalse(),
                LOW,
                SHORT,
                "Replace null with default",
                "Whether a null feature takes the default of its field's schema; copied fields keep their null. Example: <code>false</code>.");
    }

    private void output() {
        group("Output");
        text(
                OUTPUT_FIELD,
                "prediction",
                Validators.notBlank(),
                HIGH,
                Width.MEDIUM,
                "Output field",
                "Name of the prediction, and prefix of what <code>output.include</code> adds. Example: <code>selling_price</code>.");
        choice(
                OUTPUT_TYPE,
                "auto",
                MEDIUM,
                "Output type",
                "Type of the prediction itself; numbers are rounded half-even to integers. Example: <code>int32</code>.",
                "auto",
                "float64",
                "float32",
                "int64",
                "int32",
                "string",
                "boolean");
        list(
                OUTPUT_INCLUDE,
                "",
                Validators.namesOf(
                        "probabilities",
                        "calibrated.probabilities",
                        "contributions",
                        "leaf.nodes",
                        "staged.predictions",
                        "distances",
                        "reconstruction",
                        "score",
                        "model"),
                HIGH,
                "Include",
                "What else is added. Example: <code>probabilities,model</code>.");
        define(
                OUTPUT_CONTRIBUTIONS_TOP,
                Type.INT,
                0,
                ConfigDef.Range.atLeast(0),
                LOW,
                SHORT,
                "Top contributions",
                "How many contributions are added, the largest in magnitude first and without the bias; 0 adds all. Example: <code>3</code>.");
        choice(
                OUTPUT_LAYOUT,
                "flat",
                MEDIUM,
                "Layout",
                "<code>flat</code> adds top-level fields, <code>nested</code> one Struct or Map named by <code>output.field</code>. Example: <code>nested</code>.",
                "flat",
                "nested");
        choice(
                OUTPUT_DESTINATION,
                "record",
                MEDIUM,
                "Destination",
                "<code>record</code> adds fields, <code>headers</code> leaves key and value untouched and adds headers <code>mojo.&lt;name&gt;</code>. Example: <code>headers</code>.",
                "record",
                "headers");
        choice(
                OUTPUT_EXISTING,
                "fail",
                MEDIUM,
                "Existing field",
                "When the record already has a field of that name: <code>fail</code>, <code>replace</code> it, or <code>keep</code> its value unless it is null. Example: <code>replace</code>.",
                "fail",
                "replace",
                "keep");
        define(
                OUTPUT_THRESHOLD,
                Type.DOUBLE,
                null,
                Validators.finite(),
                MEDIUM,
                SHORT,
                "Threshold",
                "Binomial models: the second label from this probability on. Regression, anomaly, auto-encoder, CoxPH and uplift models: adds a boolean that says whether the prediction reaches it. Example: <code>0.5</code>.");
    }
}

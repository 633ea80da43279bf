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
                "What the transform does with a record that cannot be scored: <code>fail</code> throws an error, so that Connect's <code>errors.tolerance</code> and dead letter queue apply; <code>null</code> passes the record on with null outputs and a header <code>mojo.error</code>. Example: <code>null</code>.",
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
                "Field with the outcome: what really happened, when the record already says it. The metrics compare it with the prediction. It is never a feature; a record without an outcome is scored and not compared. Example: <code>species</code>.");
        text(
                METRICS_ID,
                null,
                Validators.notBlank(),
                LOW,
                Width.MEDIUM,
                "Metrics id",
                "Name that distinguishes two transforms of one task in the metrics of workers before 4.1, which do not tell a transform its alias. The default is the model's name, with <code>-2</code>, <code>-3</code> when another transform of the task has it. Example: <code>prices</code>.");
        define(
                METRICS_UNKNOWN_LEVELS,
                Type.INT,
                0,
                ConfigDef.Range.between(0, 100),
                LOW,
                SHORT,
                "Unknown levels",
                "How many of the most frequent unknown levels of each column the metrics show; they are values of records. Example: <code>5</code>.");
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
                "Absolute path of the H2O MOJO zip on the worker, or <code>classpath:</code> and a resource in a jar of the plugin's folder. Set exactly one of <code>model.path</code> and <code>model.class</code>. Example: <code>/opt/models/house-prices.zip</code>.");
        text(
                MODEL_CLASS,
                null,
                Validators.className(),
                LOW,
                LONG,
                "Model class",
                "Class name of a compiled H2O POJO in a jar of the plugin's folder. Its digest is the SHA-256 of all its class files, one after another in the order of their names. H2O writes no offset into a POJO: take the MOJO for a model with an offset. Example: <code>com.example.GbmHousePrices</code>.");
        text(
                MODEL_NAME,
                null,
                Validators.notBlank(),
                LOW,
                Width.MEDIUM,
                "Model name",
                "Name of the model in logs, metrics and the <code>model</code> output. The default is the file's name without <code>.zip</code>. Example: <code>house-prices</code>.");
        text(
                MODEL_SHA256,
                null,
                Validators.sha256(),
                MEDIUM,
                LONG,
                "Model SHA-256",
                "SHA-256 of the model file, in hex; a file with another SHA-256 is refused. When this is not set and a file <code>&lt;model.path&gt;.sha256</code> exists, the SHA-256 in that file must match. Example: the first 64 characters that <code>sha256sum model.zip</code> prints.");
        define(
                MODEL_RELOAD,
                Type.LONG,
                -1L,
                Validators.reloadInterval(),
                MEDIUM,
                SHORT,
                "Reload interval (ms)",
                "How often the transform checks the file for a new model, in milliseconds: -1 for never, or at least 1000. Example: <code>10000</code>.");
        choice(
                MODEL_ENGINE,
                "auto",
                LOW,
                "Engine",
                "<code>auto</code> scores with the compiled engine when a self-check at load finds that its predictions equal those of H2O's scoring library bit for bit, else with the library; <code>reference</code> always scores with the library. Example: <code>reference</code>.",
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
                "Format of the key or value: <code>connect</code> is a Struct or Map, <code>json</code> is text or bytes with one JSON object, <code>delimited</code> is one line of separated text. Example: <code>json</code>.",
                "connect",
                "json",
                "delimited");
        list(
                INPUT_DELIMITED_COLUMNS,
                "",
                Validators.names("sqft,stories"),
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
                "Separator of a delimited line: one character, or one of <code>\\t</code>, <code>comma</code>, <code>tab</code>, <code>semicolon</code>, <code>pipe</code>, <code>hash</code>, <code>blank</code>. Example: <code>semicolon</code>.");
        choice(
                INPUT_MATCH,
                "exact",
                MEDIUM,
                "Match",
                "How the transform finds the field of a column: <code>exact</code> by the same name, <code>relaxed</code> by the same name without regard to case, <code>_</code>, <code>-</code>, <code>.</code> and blanks. Example: <code>relaxed</code>.",
                "exact",
                "relaxed");
        list(
                INPUT_FIELDS,
                "",
                Validators.fieldPaths(),
                HIGH,
                "Fields",
                "Paths of the columns whose field has another name or is nested, as <code>column:path</code>. Dots separate the steps of a path; backticks enclose a name that holds dots. Example: <code>sqft:after.house.sqft,sepal_width:sepalWidth</code>.");
        list(
                INPUT_TYPES,
                "",
                Validators.columnTypes(),
                MEDIUM,
                "Types",
                "Types of the columns for which the automatic coercion is not right, as <code>column:type</code>. A type is <code>number</code>, <code>category</code>, <code>boolean(TRUE_LEVEL|FALSE_LEVEL)</code>, <code>time(s)</code>, <code>time(ms)</code>, <code>time(us)</code>, <code>time(ns)</code>, <code>time(PATTERN)</code> or <code>time(PATTERN|ZONE)</code>. Example: <code>sold:time(dd.MM.yyyy)</code>.");
        list(
                INPUT_DEFAULTS,
                "",
                Validators.pairs(),
                MEDIUM,
                "Defaults",
                "Values for columns whose field is null or absent, as <code>column:value</code>. Example: <code>stories:1,has_pool:no</code>.");
        list(
                INPUT_NA_STRINGS,
                "NA",
                Validators.names("NA,null"),
                LOW,
                "NA strings",
                "Texts that count as missing (NA) unless they are a level of the column. The empty text always counts as missing. Example: <code>NA,null,?</code>.");
        text(
                INPUT_VECTOR_FIELD,
                null,
                Validators.fieldPath(),
                LOW,
                Width.MEDIUM,
                "Vector field",
                "Field with an array of numbers, or with delimited text. Its elements fill, in the model's order, the columns that have no other field. Example: <code>sensor.values</code>.");
        text(
                INPUT_VECTOR_SEPARATOR,
                ",",
                Validators.separator(),
                LOW,
                SHORT,
                "Vector separator",
                "Separator of the elements when the vector is text, as in <code>input.delimited.separator</code>. Example: <code>hash</code>.");
        text(
                INPUT_OFFSET_FIELD,
                null,
                Validators.fieldPath(),
                LOW,
                Width.MEDIUM,
                "Offset field",
                "Field with the offset, for models that were trained with an offset. The default is the field with the name of the model's offset column. Example: <code>log_exposure</code>.");
        choice(
                INPUT_MISSING_COLUMNS,
                "fail",
                HIGH,
                "Missing columns",
                "What the transform does when the record has no field for a column: <code>fail</code> refuses the record and names the columns, <code>na</code> scores the columns as missing. Example: <code>na</code>.",
                "fail",
                "na");
        choice(
                INPUT_INVALID_VALUES,
                "fail",
                MEDIUM,
                "Invalid values",
                "What the transform does with a value whose type or text the column cannot take: <code>fail</code> refuses the record, <code>na</code> scores the value as missing. Example: <code>na</code>.",
                "fail",
                "na");
        choice(
                INPUT_UNKNOWN_LEVELS,
                "na",
                MEDIUM,
                "Unknown levels",
                "What the transform does with a level that the model did not see in training: <code>na</code> scores it as missing, <code>fail</code> refuses the record. Example: <code>fail</code>.",
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
                "Whether a null feature takes the default of its field's schema. Fields that are copied to the output keep their null. Example: <code>false</code>.");
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
                "Name of the prediction field, and prefix of the fields that <code>output.include</code> adds. Example: <code>selling_price</code>.");
        choice(
                OUTPUT_TYPE,
                "auto",
                MEDIUM,
                "Output type",
                "Type of the prediction. Numbers are rounded half-even to integers. Example: <code>int32</code>.",
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
                "Further outputs to add to the prediction. Example: <code>probabilities,model</code>.");
        define(
                OUTPUT_CONTRIBUTIONS_TOP,
                Type.INT,
                0,
                ConfigDef.Range.atLeast(0),
                LOW,
                SHORT,
                "Top contributions",
                "Number of contributions to add, the largest in magnitude first and without the bias; 0 adds all. Example: <code>3</code>.");
        choice(
                OUTPUT_LAYOUT,
                "flat",
                MEDIUM,
                "Layout",
                "<code>flat</code> adds top-level fields, <code>nested</code> adds one Struct or Map with the name of <code>output.field</code>. Example: <code>nested</code>.",
                "flat",
                "nested");
        choice(
                OUTPUT_DESTINATION,
                "record",
                MEDIUM,
                "Destination",
                "<code>record</code> adds fields to the key or value, <code>headers</code> leaves key and value unchanged and adds headers <code>mojo.&lt;name&gt;</code>. Example: <code>headers</code>.",
                "record",
                "headers");
        choice(
                OUTPUT_EXISTING,
                "fail",
                MEDIUM,
                "Existing field",
                "What the transform does when the record already has a field with the name of an output: <code>fail</code> refuses the record, <code>replace</code> replaces the field, <code>keep</code> keeps its value unless it is null. Example: <code>replace</code>.",
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
                "Binomial models: the prediction is the second label when its probability is at least this number. Regression, anomaly, autoencoder, CoxPH and uplift models: adds a boolean that is true when the prediction is at least this number. Example: <code>0.5</code>.");
    }
}

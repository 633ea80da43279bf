package io.connectmojo.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.connectmojo.delivery.ModelNames;
import io.connectmojo.output.OutputOptions;
import io.connectmojo.output.OutputType;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.MojoException;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.score.ContributionOptions;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * The table of settings, in the order of a form: key, type and default and validator, importance, width, name, a sentence on it
 * and an example. Documentation and forms are made from it; {@link MojoScorerConfig} has an accessor for each.
 */
public enum Setting {
    MODEL_PATH(
            Group.MODEL,
            "model.path",
            SettingKind.text(null, TemplateChecks.path()),
            HIGH,
            LONG,
            "Model path",
            "Absolute path of the H2O MOJO zip on the worker, of a folder with versions of it (<code>&lt;folder&gt;/&lt;number&gt;/&lt;one zip&gt;</code>: the highest number that can serve does), or of a folder that MLflow wrote with H2O's flavour; or <code>classpath:</code> and a resource in a jar of the plugin's folder. With the placeholders <code>{value.&lt;path&gt;}</code>, <code>{key}</code>, <code>{key.&lt;path&gt;}</code>, <code>{topic}</code> and <code>{header.&lt;name&gt;}</code> each record names its own model. Set exactly one of <code>model.path</code>, <code>model.class</code> and <code>model.kafka.topic</code>.",
            "/opt/models/house-prices.zip"),
    MODEL_FALLBACK_PATH(
            Group.MODEL,
            "model.fallback.path",
            SettingKind.text(null, TemplateChecks.fallbackPath()),
            MEDIUM,
            LONG,
            "Fallback model path",
            "With placeholders in <code>model.path</code> or <code>model.kafka.name</code>: the model, as in <code>model.path</code>, that scores the records for which there is no model of their own.",
            "/opt/models/everywhere.zip"),
    MODEL_LOAD_TIMEOUT(
            Group.MODEL,
            "model.load.timeout.ms",
            new SettingKind(ConfigDef.Type.LONG, 10_000L, Validators.timeout()),
            LOW,
            SHORT,
            "Load timeout (ms)",
            "With placeholders in <code>model.path</code> or <code>model.kafka.name</code>: how long records wait while their model is loaded, in milliseconds: at least 1000. Records that come later fail until it is loaded.",
            "30000"),
    MODEL_CLASS(
            Group.MODEL,
            "model.class",
            SettingKind.text(null, Validators.className()),
            LOW,
            LONG,
            "Model class",
            "Class name of a compiled H2O POJO in a jar of the plugin's folder. Its digest is the SHA-256 of all its class files, one after another in the order of their names. H2O writes no offset into a POJO: take the MOJO for a model with an offset.",
            "com.example.GbmHousePrices"),
    MODEL_KAFKA_TOPIC(
            Group.MODEL,
            "model.kafka.topic",
            SettingKind.text(null, Validators.named(ModelNames::isTopic, ModelNames.TOPIC_RULE)),
            MEDIUM,
            Width.MEDIUM,
            "Model topic",
            "Topic with the announcements of models, as <code>mojo publish</code> writes them. The transform scores with the model that was announced last, and goes over to every later one.",
            "models"),
    MODEL_KAFKA_NAME(
            Group.MODEL,
            "model.kafka.name",
            SettingKind.text(null, TemplateChecks.kafkaName()),
            MEDIUM,
            Width.MEDIUM,
            "Announced name",
            "Name of the model on <code>model.kafka.topic</code>; required with it. It may have the placeholders of <code>model.path</code>.",
            "house-prices"),
    MODEL_KAFKA_BOOTSTRAP(
            Group.MODEL,
            "model.kafka.bootstrap.servers",
            SettingKind.text(null, Validators.notBlank()),
            MEDIUM,
            LONG,
            "Bootstrap servers of the models",
            "Brokers of <code>model.kafka.topic</code>; required with it. The settings <code>model.kafka.consumer.&lt;name&gt;</code> are passed to the Kafka consumer that reads the topic.",
            "broker-1:9092,broker-2:9092"),
    MODEL_KAFKA_TIMEOUT(
            Group.MODEL,
            "model.kafka.timeout.ms",
            new SettingKind(ConfigDef.Type.LONG, 60_000L, Validators.timeout()),
            LOW,
            SHORT,
            "Timeout of the models (ms)",
            "How long a task that starts waits for the announcement of its model, and the transform for the next piece of a model, in milliseconds: at least 1000.",
            "120000"),
    MODEL_NAME(
            Group.MODEL,
            "model.name",
            SettingKind.text(null, Validators.notBlank()),
            LOW,
            Width.MEDIUM,
            "Model name",
            "Name of the model in logs, metrics and the <code>model</code> output. The default is the name of the file without <code>.zip</code>, of the folder, or <code>model.kafka.name</code>.",
            "house-prices"),
    MODEL_SHA256(
            Group.MODEL,
            "model.sha256",
            SettingKind.text(null, Validators.sha256()),
            MEDIUM,
            LONG,
            "Model SHA-256",
            "SHA-256 of the model file, in hex; a file with another SHA-256 is refused. When this is not set and a file with the zip's name and <code>.sha256</code> behind it exists, the SHA-256 in that file must match.",
            "the first 64 characters that <code>sha256sum model.zip</code> prints"),
    MODEL_RELOAD(
            Group.MODEL,
            "model.reload.interval.ms",
            new SettingKind(ConfigDef.Type.LONG, -1L, Validators.reloadInterval()),
            MEDIUM,
            SHORT,
            "Reload interval (ms)",
            "How often the transform checks the file or folder for a new model, in milliseconds: -1 for never, or at least 1000. It has no effect on <code>model.kafka.topic</code>, whose announcements are always followed.",
            "10000"),
    MODEL_PROFILE(
            Group.MODEL,
            "model.profile",
            SettingKind.text("auto", Validators.profile()),
            MEDIUM,
            LONG,
            "Model profile",
            "The profile of the model, which <code>mojo profile</code> makes: <code>auto</code> uses the one that comes with the model, such as <code>house-prices.profile.json</code> beside <code>house-prices.zip</code>, if there is one; <code>none</code> uses none; else the absolute path of a file.",
            "/opt/profiles/house-prices.json"),
    MODEL_MAX_SHIFT(
            Group.MODEL,
            "model.max.shift",
            new SettingKind(ConfigDef.Type.DOUBLE, null, Validators.notNegative()),
            LOW,
            SHORT,
            "Maximum shift",
            "A new model is refused at reload when the population stability index (PSI) between its predictions and those of the serving model, on the golden rows of its profile, is larger, or when its profile has no such rows.",
            "0.25"),
    MODEL_ENGINE(
            Group.MODEL,
            "model.engine",
            SettingKind.oneOf(EngineChoice.AUTO),
            LOW,
            SHORT,
            "Engine",
            "<code>auto</code> scores with the compiled engine when a self-check at load finds that its predictions equal those of H2O's scoring library bit for bit, else with the library; <code>reference</code> always scores with the library.",
            "reference"),
    INPUT_FORMAT(
            Group.INPUT,
            "input.format",
            SettingKind.oneOf(InputFormat.CONNECT),
            HIGH,
            SHORT,
            "Input format",
            "Format of the key or value: <code>connect</code> is a Struct or Map, <code>json</code> is text or bytes with one JSON object, <code>delimited</code> is one line of separated text.",
            "json"),
    INPUT_DELIMITED_COLUMNS(
            Group.INPUT,
            "input.delimited.columns",
            SettingKind.text("", Validators.names("sqft,stories")),
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
            "Separator of a delimited line: one character, or one of <code>\\t</code>, <code>comma</code>, <code>tab</code>, <code>semicolon</code>, <code>pipe</code>, <code>hash</code>, <code>blank</code>.",
            "semicolon"),
    INPUT_ROOT(
            Group.INPUT,
            "input.root",
            SettingKind.text(null, PathValidators.parent()),
            MEDIUM,
            Width.MEDIUM,
            "Root",
            "Path of the Struct, Map or JSON object that has the columns' fields, such as <code>after</code> of a change event. The transform finds fields by name in it; <code>input.vector.field</code> and <code>input.offset.field</code> are paths in it, <code>input.fields</code> and <code>outcome.field</code> are complete paths. A record with null there passes unchanged.",
            "after"),
    INPUT_MATCH(
            Group.INPUT,
            "input.match",
            SettingKind.oneOf(RowSpec.Match.EXACT),
            MEDIUM,
            SHORT,
            "Match",
            "How the transform finds the field of a column: <code>exact</code> by the same name, <code>relaxed</code> by the same name without regard to case, <code>_</code>, <code>-</code>, <code>.</code> and blanks.",
            "relaxed"),
    INPUT_FIELDS(
            Group.INPUT,
            "input.fields",
            SettingKind.text("", Validators.fieldPaths()),
            HIGH,
            LONG,
            "Fields",
            "Paths of the columns whose field has another name or is nested, as <code>column:path</code>. Dots separate the steps of a path; backticks enclose a name that holds dots. A path that begins with <code>$</code> reads the record's key, topic, partition, timestamp or a header.",
            "sqft:after.house.sqft,sepal_width:sepalWidth"),
    INPUT_TYPES(
            Group.INPUT,
            "input.types",
            SettingKind.text("", Validators.columnTypes()),
            MEDIUM,
            LONG,
            "Types",
            "Types of the columns for which the automatic coercion is not right, as <code>column:type</code>. A type is <code>number</code>, <code>category</code>, <code>boolean(TRUE_LEVEL|FALSE_LEVEL)</code>, <code>time(s)</code>, <code>time(ms)</code>, <code>time(us)</code>, <code>time(ns)</code>, <code>time(PATTERN)</code> or <code>time(PATTERN|ZONE)</code>.",
            "sold:time(dd.MM.yyyy)"),
    INPUT_DEFAULTS(
            Group.INPUT,
            "input.defaults",
            SettingKind.text("", Validators.pairs()),
            MEDIUM,
            LONG,
            "Defaults",
            "Values for columns whose field is null or absent, as <code>column:value</code>.",
            "stories:1,has_pool:no"),
    INPUT_NA_STRINGS(
            Group.INPUT,
            "input.na.strings",
            SettingKind.text("NA", Validators.names("NA,null")),
            LOW,
            LONG,
            "NA strings",
            "Texts that count as missing (NA) unless they are a level of the column. The empty text always counts as missing.",
            "NA,null,?"),
    INPUT_VECTOR_FIELD(
            Group.INPUT,
            "input.vector.field",
            SettingKind.text(null, Validators.fieldPath()),
            LOW,
            Width.MEDIUM,
            "Vector field",
            "Field with an array of numbers, or with delimited text. Its elements fill, in the model's order, the columns that have no other field.",
            "sensor.values"),
    INPUT_VECTOR_SEPARATOR(
            Group.INPUT,
            "input.vector.separator",
            SettingKind.text(",", Validators.separator()),
            LOW,
            SHORT,
            "Vector separator",
            "Separator of the elements when the vector is text, as in <code>input.delimited.separator</code>.",
            "hash"),
    INPUT_OFFSET_FIELD(
            Group.INPUT,
            "input.offset.field",
            SettingKind.text(null, Validators.fieldPath()),
            LOW,
            Width.MEDIUM,
            "Offset field",
            "Field with the offset, for models that were trained with an offset. The default is the field with the name of the model's offset column.",
            "log_exposure"),
    INPUT_MISSING_COLUMNS(
            Group.INPUT,
            "input.missing.columns",
            SettingKind.oneOf(RowSpec.Policy.FAIL),
            HIGH,
            SHORT,
            "Missing columns",
            "What the transform does when the record has no field for a column: <code>fail</code> refuses the record and names the columns, <code>na</code> scores the columns as missing.",
            "na"),
    INPUT_INVALID_VALUES(
            Group.INPUT,
            "input.invalid.values",
            SettingKind.oneOf(RowSpec.Policy.FAIL),
            MEDIUM,
            SHORT,
            "Invalid values",
            "What the transform does with a value whose type or text the column cannot take: <code>fail</code> refuses the record, <code>na</code> scores the value as missing.",
            "na"),
    INPUT_UNKNOWN_LEVELS(
            Group.INPUT,
            "input.unknown.levels",
            SettingKind.oneOf(RowSpec.Policy.NA),
            MEDIUM,
            SHORT,
            "Unknown levels",
            "What the transform does with a level that the model did not see in training: <code>na</code> scores it as missing, <code>fail</code> refuses the record.",
            "fail"),
    INPUT_MAX_MISSING(
            Group.INPUT,
            "input.max.missing",
            new SettingKind(ConfigDef.Type.DOUBLE, 1.0, Validators.share()),
            MEDIUM,
            SHORT,
            "Largest missing share",
            "Largest share of the model's columns that may be missing in a record, from 0 to 1; values that are unknown or invalid count as missing, too. A record without any value of its own is always refused.",
            "0.5"),
    REPLACE_NULL(
            Group.INPUT,
            "replace.null.with.default",
            new SettingKind(ConfigDef.Type.BOOLEAN, true, Validators.trueOrFalse()),
            LOW,
            SHORT,
            "Replace null with default",
            "Whether a null feature takes the default of its field's schema. Fields that are copied to the output keep their null.",
            "false"),
    OUTPUT_FIELD(
            Group.OUTPUT,
            "output.field",
            SettingKind.text("prediction", Validators.notBlank()),
            HIGH,
            Width.MEDIUM,
            "Output field",
            "Name of the prediction field, and prefix of the fields that <code>output.include</code> adds.",
            "selling_price"),
    OUTPUT_TYPE(
            Group.OUTPUT,
            "output.type",
            SettingKind.oneOf(OutputType.AUTO),
            MEDIUM,
            SHORT,
            "Output type",
            "Type of the prediction. Numbers are rounded half-even to integers.",
            "int32"),
    OUTPUT_INCLUDE(
            Group.OUTPUT,
            "output.include",
            SettingKind.text("", Validators.outputParts()),
            HIGH,
            LONG,
            "Include",
            "Further outputs to add to the prediction.",
            "probabilities,model"),
    OUTPUT_CONTRIBUTIONS_TOP(
            Group.OUTPUT,
            "output.contributions.top",
            new SettingKind(ConfigDef.Type.INT, 0, ConfigDef.Range.atLeast(0)),
            LOW,
            SHORT,
            "Top contributions",
            "Number of contributions to add, the largest in magnitude first; the sum of the others and the bias are added, too. 0 adds all contributions.",
            "3"),
    OUTPUT_CONTRIBUTIONS_CLASS(
            Group.OUTPUT,
            "output.contributions.class",
            SettingKind.text(ContributionOptions.PREDICTED, Validators.notBlank()),
            LOW,
            SHORT,
            "Contributions' class",
            "The class of a multinomial model that the contributions explain: <code>predicted</code>, <code>all</code> for each class in fields of its own, or a label.",
            "all"),
    OUTPUT_CONTRIBUTIONS_MIN_SCORE(
            Group.OUTPUT,
            "output.contributions.min.score",
            new SettingKind(ConfigDef.Type.DOUBLE, null, Validators.finite()),
            LOW,
            SHORT,
            "Contributions' minimum score",
            "Contributions are calculated only for records whose score is at least this number; for other records they are null. The score is the probability of the second class of a binomial model, and the prediction of other models.",
            "0.8"),
    OUTPUT_LAYOUT(
            Group.OUTPUT,
            "output.layout",
            SettingKind.oneOf(OutputOptions.Layout.FLAT),
            MEDIUM,
            SHORT,
            "Layout",
            "<code>flat</code> adds top-level fields, <code>nested</code> adds one Struct or Map with the name of <code>output.field</code>.",
            "nested"),
    OUTPUT_DESTINATION(
            Group.OUTPUT,
            "output.destination",
            SettingKind.oneOf(Destination.RECORD),
            MEDIUM,
            SHORT,
            "Destination",
            "<code>record</code> adds fields to the key or value, <code>headers</code> leaves key and value unchanged and adds headers <code>mojo.&lt;name&gt;</code>.",
            "headers"),
    OUTPUT_PARENT(
            Group.OUTPUT,
            "output.parent",
            SettingKind.text(null, PathValidators.parent()),
            MEDIUM,
            Width.MEDIUM,
            "Parent",
            "Path of the Struct, Map or JSON object that gets the outputs, such as <code>after</code> of a change event. A record with null there passes unchanged.",
            "after"),
    OUTPUT_EXISTING(
            Group.OUTPUT,
            "output.existing",
            SettingKind.oneOf(OutputOptions.Existing.FAIL),
            MEDIUM,
            SHORT,
            "Existing field",
            "What the transform does when the record already has a field with the name of an output: <code>fail</code> refuses the record, <code>replace</code> replaces the field, <code>keep</code> keeps its value unless it is null.",
            "replace"),
    OUTPUT_THRESHOLD(
            Group.OUTPUT,
            "output.threshold",
            SettingKind.text(null, DecisionValidators.threshold()),
            MEDIUM,
            SHORT,
            "Threshold",
            "Binomial models: the prediction is the second label when its probability is at least this number, or at least the threshold that the MOJO holds for this criterion of H2O, such as <code>max f1</code>, <code>max f2</code>, <code>max accuracy</code> or <code>max absolute_mcc</code>. Regression, anomaly, autoencoder, CoxPH and uplift models: adds a boolean that is true when the prediction is at least this number.",
            "<code>0.5</code> or <code>max f2</code>"),
    OUTPUT_BANDS(
            Group.OUTPUT,
            "output.bands",
            SettingKind.text(null, DecisionValidators.bands()),
            MEDIUM,
            LONG,
            "Bands",
            "Bands of the score, as <code>label:upper bound</code> in rising order; the last label has no bound. Adds the label of the score's band. An upper bound is not part of its band. The score is the probability of the second class of a binomial model, and the prediction of models that predict a number.",
            "low:0.2,medium:0.6,high"),
    OUTPUT_INTERVAL(
            Group.OUTPUT,
            "output.interval",
            new SettingKind(ConfigDef.Type.DOUBLE, null, DecisionValidators.coverage()),
            MEDIUM,
            SHORT,
            "Interval",
            "Share of records whose outcome lies within the interval. Regression models: adds the interval's lower and upper end. Binomial and multinomial models: adds the set of the labels that cannot be ruled out. The model's profile must have a calibration.",
            "0.9"),
    ON_ERROR(
            Group.ERRORS,
            "on.error",
            SettingKind.oneOf(OnError.FAIL),
            HIGH,
            SHORT,
            "On error",
            "What the transform does with a record that cannot be scored: <code>fail</code> throws an error, so that Connect's <code>errors.tolerance</code> and dead letter queue apply; <code>null</code> passes the record on with null outputs and a header <code>mojo.error</code>.",
            "null"),
    OUTCOME_FIELD(
            Group.METRICS,
            "outcome.field",
            SettingKind.text(null, Validators.fieldPath()),
            MEDIUM,
            Width.MEDIUM,
            "Outcome field",
            "Field with the outcome: what really happened, when the record already says it. The metrics compare it with the prediction. It is never a feature; a record without an outcome is scored and not compared.",
            "species"),
    DRIFT_WINDOW_RECORDS(
            Group.METRICS,
            "drift.window.records",
            new SettingKind(ConfigDef.Type.INT, 10_000, Validators.driftWindowRecords()),
            LOW,
            SHORT,
            "Drift window, records",
            "With a profile of the model: a window of drift ends after this many records, or after <code>drift.window.ms</code>, whichever comes first. 0 switches drift off. In a fast stream about one record in 32 is counted; a window with fewer than 200 counted records tells nothing.",
            "50000"),
    DRIFT_WINDOW_MS(
            Group.METRICS,
            "drift.window.ms",
            new SettingKind(ConfigDef.Type.LONG, 3_600_000L, ConfigDef.Range.atLeast(1000)),
            LOW,
            SHORT,
            "Drift window, ms",
            "With a profile of the model: a window of drift ends after this time in milliseconds, or after <code>drift.window.records</code>, whichever comes first. It is looked at when a record comes.",
            "86400000"),
    METRICS_ID(
            Group.METRICS,
            "metrics.id",
            SettingKind.text(null, Validators.notBlank()),
            LOW,
            Width.MEDIUM,
            "Metrics id",
            "Name that distinguishes two transforms of one task in the metrics of workers before 4.1, which do not tell a transform its alias. The default is the model's name, with <code>-2</code>, <code>-3</code> when another transform of the task has it.",
            "prices"),
    METRICS_UNKNOWN_LEVELS(
            Group.METRICS,
            "metrics.unknown.levels",
            new SettingKind(ConfigDef.Type.INT, 0, ConfigDef.Range.between(0, 100)),
            LOW,
            SHORT,
            "Unknown levels",
            "How many of the most frequent unknown levels of each column the metrics show; they are values of records.",
            "5"),
    CHALLENGER_SHARE(
            Group.CHALLENGER,
            "challenger.share",
            new SettingKind(ConfigDef.Type.DOUBLE, 0.0, Validators.share()),
            MEDIUM,
            SHORT,
            "Challenger's share",
            "Share of the records that the challenger answers, from 0 to 1. At 0 it is in shadow: it answers none, and records do not show it. Above 0 its outputs must have the names and types of the transform's own model.",
            "0.05"),
    CHALLENGER_SPLIT_FIELD(
            Group.CHALLENGER,
            "challenger.split.field",
            SettingKind.text(null, Validators.fieldPath()),
            MEDIUM,
            Width.MEDIUM,
            "Split field",
            "Path of the value that decides which model answers a record: the same value meets the same model, on every worker and after a restart. The default is the record's key. A record without the value is answered by the transform's own model.",
            "customer.id"),
    CHALLENGER_COMPARE(
            Group.CHALLENGER,
            "challenger.compare",
            new SettingKind(ConfigDef.Type.DOUBLE, 1.0, Validators.share()),
            LOW,
            SHORT,
            "Compared share",
            "Share of the records that both models score, to compare them, from 0 to 1. It is what a challenger costs.",
            "0.1"),
    CHALLENGER_OUTPUT_FIELD(
            Group.CHALLENGER,
            "challenger.output.field",
            SettingKind.text(null, Validators.notBlank()),
            LOW,
            Width.MEDIUM,
            "Challenger's output field",
            "Name of a further output with the challenger's prediction, whichever model answers; null where it did not score the record.",
            "prediction_challenger");

    /** Under which heading forms and the documentation show a setting. */
    enum Group {
        MODEL("Model"),
        INPUT("Input"),
        OUTPUT("Output"),
        ERRORS("Errors"),
        METRICS("Metrics"),
        CHALLENGER("Challenger");

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

    /** Whether a challenger has such a setting, too: what is said of one model, and not of many. */
    boolean isAlsoOfChallenger() {
        return group == Group.MODEL && this != MODEL_FALLBACK_PATH && this != MODEL_LOAD_TIMEOUT;
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
        return doc + example();
    }

    /** Of the setting by which the challenger has the same. */
    String documentationOfChallenger() {
        return "As <code>" + key + "</code>, for the challenger." + example();
    }

    private String example() {
        return " Example: " + (example.contains("<code>") ? example : "<code>" + example + "</code>") + ".";
    }
}

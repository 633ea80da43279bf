package io.connectmojo.problem;

/** What is wrong in a connector's configuration: a ConfigException at validation or start. */
public enum ConfigError implements ErrorCode {
    UNKNOWN_SETTING(
            "C001",
            "A key of the transform is not a setting. It is ignored and logged.",
            "Correct the name; the message shows the nearest setting."),
    MODEL_SOURCE(
            "C002",
            "None or several of model.path, model.class and model.kafka.topic are set.",
            "Set exactly one of them."),
    MODEL_PATH(
            "C003",
            "model.path is not an absolute path or a classpath: resource.",
            "Give the absolute path of the MOJO zip on the worker."),
    BAD_VALUE("C004", "A setting has a value that is not allowed.", "Use a value that the message lists."),
    BAD_LIST(
            "C005",
            "An item of a list setting is malformed, or occurs twice in the list.",
            "Write the item once, in the form that the message shows."),
    BAD_FIELD_PATH(
            "C006",
            "A field path has an unclosed backtick or an empty step, or begins with `$` and is no metadata.",
            "Close the backtick, remove the extra dot, or put the name that begins with `$` in backticks."),
    UNKNOWN_COLUMN(
            "C007",
            "A setting names a column that the model does not have.",
            "Use one of the columns that the message lists."),
    INCLUDE_UNAVAILABLE(
            "C008",
            "output.include names an output that the model cannot give.",
            "Use the outputs that the message lists."),
    OUTPUT_NAMES_COLLIDE(
            "C009",
            "Two output fields would have the same name.",
            "Set output.layout=nested, or another output.field."),
    OUTPUT_TYPE(
            "C010",
            "The prediction of this model cannot have the type output.type.",
            "Use a type that the message names, or auto."),
    THRESHOLD(
            "C011",
            "output.threshold is set, and the model has no prediction to compare it with, or not the criterion that it names.",
            "Use a criterion that the message lists, or a number; remove output.threshold where neither is possible."),
    OFFSET("C012", "input.offset.field is set, and the model has no offset.", "Remove input.offset.field."),
    COMBINATION("C013", "Two settings exclude each other.", "Change one of them as the message says."),
    COLUMN_TYPE(
            "C014",
            "input.types gives a column a type that this kind of column cannot have.",
            "Use a type for this kind of column."),
    OUTCOME(
            "C015",
            "outcome.field is also a feature, or the predictions of this model cannot be compared with an outcome.",
            "Name another field, or remove outcome.field."),
    BANDS(
            "C016",
            "output.bands is set, and the prediction of the model is neither a number nor one of two classes.",
            "Remove output.bands."),
    INTERVAL(
            "C017",
            "output.interval is set, and the model predicts neither a number nor classes, its profile has no calibration, or a label cannot stand in a list.",
            "Make a profile with `mojo profile --actual`, or remove output.interval; set output.layout=nested for such a label."),
    DEPRECATED_SETTING(
            "C018",
            "A setting has a deprecated name. It works until the next major version, and is logged.",
            "Use the new name that the message shows."),
    CLIENT_SETTING("C020", "A setting of model.kafka.consumer cannot be set.", "Remove it."),
    TEMPLATE(
            "C030",
            "A placeholder of model.path or model.kafka.name is malformed.",
            "Write {value.<path>}, {key}, {key.<path>}, {topic} or {header.<name>}.");

    private final Entry entry;

    ConfigError(String id, String cause, String fix) {
        entry = new Entry(id, cause, fix);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}

package io.connectmojo.problem;

/** What is wrong in a connector's configuration: a ConfigException at validation or start. */
public enum ConfigError implements ErrorCode {
    UNKNOWN_SETTING(
            "C001",
            "A key under the transform is not a setting; it is ignored and logged.",
            "Correct the spelling; the message names the nearest setting."),
    MODEL_SOURCE("C002", "Neither or both of model.path and model.class are set.", "Set exactly one of them."),
    MODEL_PATH(
            "C003",
            "model.path is not an absolute path or a classpath: resource.",
            "Give the absolute path of the MOJO zip on the worker."),
    BAD_VALUE(
            "C004",
            "A setting has a value outside its allowed values.",
            "Use one of the values that the message lists."),
    BAD_LIST(
            "C005",
            "An item of a list setting is malformed or given twice.",
            "Write the item as the message shows, and once."),
    BAD_FIELD_PATH(
            "C006",
            "A field path has an unclosed backtick or an empty step.",
            "Close the backtick or remove the extra dot."),
    UNKNOWN_COLUMN(
            "C007", "A setting names a column that the model does not have.", "Use a column that the message lists."),
    INCLUDE_UNAVAILABLE(
            "C008", "output.include asks for something that the model cannot give.", "Ask for what the message lists."),
    OUTPUT_NAMES_COLLIDE(
            "C009",
            "Two output fields would have the same name.",
            "Set output.layout=nested, or another output.field."),
    OUTPUT_TYPE(
            "C010",
            "output.type does not suit the prediction of this model.",
            "Use a type that the message names, or auto."),
    THRESHOLD("C011", "output.threshold is set for a model that has no use for it.", "Remove output.threshold."),
    OFFSET("C012", "input.offset.field is set for a model without offset.", "Remove input.offset.field."),
    COMBINATION("C013", "Two settings exclude each other.", "Change one of them as the message says."),
    COLUMN_TYPE("C014", "input.types gives a column a type that it cannot have.", "Use a type that suits the column."),
    OUTCOME(
            "C015",
            "outcome.field is read as a feature, or is set for a model whose predictions no outcome can be compared with.",
            "Name another field, or remove outcome.field.");

    private final Entry entry;

    ConfigError(String id, String cause, String fix) {
        entry = new Entry(id, cause, fix);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}

package io.connectmojo.problem;

/** Why a record cannot be scored: a DataException, so errors.tolerance and the dead letter queue apply. */
public enum RecordError implements ErrorCode {
    NOT_A_RECORD(
            "D001",
            "input.format does not read the class of this key or value.",
            "Set input.format or the converter as the message says."),
    MISSING_COLUMNS(
            "D002",
            "The record has no field for some columns of the model.",
            "Map the columns with input.fields, or set input.missing.columns=na."),
    NOTHING_MATCHED(
            "D003",
            "No column of the model has a field in the record.",
            "Map the columns with input.fields, or set input.match=relaxed."),
    INVALID_VALUE(
            "D004",
            "The column cannot take the type or text of a field.",
            "Correct the record or input.types, or set input.invalid.values=na."),
    UNKNOWN_LEVEL(
            "D005",
            "A field has a level that training did not see.",
            "Set input.unknown.levels=na, or train the model again."),
    FIELD_EXISTS(
            "D006",
            "The record already has a field with the name of an output.",
            "Set another output.field, or set output.existing."),
    NOT_JSON("D007", "The text is not one JSON object.", "Send one JSON object per record."),
    NOT_DELIMITED(
            "D008",
            "The number of cells differs from input.delimited.columns, or a quote is not closed.",
            "Correct the line or input.delimited.columns."),
    VECTOR(
            "D009",
            "The vector field has another length or type than the columns need.",
            "Send the number of elements that the message names."),
    OFFSET(
            "D010",
            "The record has no valid offset, and the model needs one.",
            "Send the offset, or set one in input.defaults."),
    AMBIGUOUS(
            "D011",
            "With input.match=relaxed, two fields match one column, or one field matches two columns.",
            "Set the right field in input.fields."),
    SCORING(
            "D012",
            "The model refuses the row, or fails while it scores the row.",
            "See the message. If the reason is a missing value, train the model with imputation."),
    OUTPUT_RANGE(
            "D013", "The prediction is outside the range of output.type.", "Use an output.type with a larger range."),
    TOO_MANY_MISSING(
            "D014",
            "No cell of the model has a value of the record, or more cells are missing than input.max.missing allows.",
            "Send the values, set a larger input.max.missing, or drop empty records before the transform."),
    NO_PARENT(
            "D015",
            "The record has no Struct, Map or JSON object at the path of output.parent.",
            "Correct output.parent, or keep such records away from the transform with a predicate."),
    MODEL_TEXT(
            "D020",
            "A placeholder of model.path or model.kafka.name has no text in the record that may be part of a name.",
            "Send 1 to 128 of the characters A-Z a-z 0-9 . _ - there, or set model.fallback.path."),
    NO_MODEL("D021", "There is no model for the record.", "Put the model there, or set model.fallback.path."),
    MODEL_LATE(
            "D022",
            "The record's model was not loaded within model.load.timeout.ms.",
            "Send the record again. If it happens often, raise the timeout, or speed up the file system or broker."),
    MODEL_REFUSED(
            "D023",
            "The record's model cannot be used.",
            "See the worker's log for the reason, and replace the model.");

    private final Entry entry;

    RecordError(String id, String cause, String fix) {
        entry = new Entry(id, cause, fix);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}

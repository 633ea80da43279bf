package io.connectmojo.problem;

/** Why a record cannot be scored: a DataException, so errors.tolerance and the dead letter queue apply. */
public enum RecordError implements ErrorCode {
    NOT_A_RECORD(
            "D001",
            "The key or value is of a class that input.format does not cover.",
            "Set input.format or the converter as the message says."),
    MISSING_COLUMNS(
            "D002",
            "The record has no field for some columns of the model.",
            "Map them with input.fields, or set input.missing.columns=na."),
    NOTHING_MATCHED(
            "D003",
            "No column of the model has a field in the record.",
            "Map the columns with input.fields or set input.match=relaxed."),
    INVALID_VALUE(
            "D004",
            "A field has a type or text that its column cannot take.",
            "Correct the record or input.types, or set input.invalid.values=na."),
    UNKNOWN_LEVEL("D005", "A field has a level that training did not see.", "Set input.unknown.levels=na, or retrain."),
    FIELD_EXISTS(
            "D006",
            "The record already has a field of the output's name.",
            "Set output.field to another name, or output.existing."),
    NOT_JSON("D007", "The text is not one JSON object.", "Send one JSON object per record."),
    NOT_DELIMITED(
            "D008",
            "The line does not have the cells of input.delimited.columns.",
            "Correct the line or input.delimited.columns."),
    VECTOR(
            "D009",
            "The vector field is not of the length or type that the columns need.",
            "Send as many numbers as the message says."),
    OFFSET(
            "D010",
            "The record has no valid offset, and the model needs one.",
            "Send the offset, or give one in input.defaults."),
    AMBIGUOUS("D011", "Two fields fit one column under input.match=relaxed.", "Name the right one in input.fields."),
    SCORING("D012", "The model refused or failed on the row.", "See the message; for NAs train with imputation."),
    OUTPUT_RANGE("D013", "The prediction does not fit output.type.", "Use a wider output.type.");

    private final Entry entry;

    RecordError(String id, String cause, String fix) {
        entry = new Entry(id, cause, fix);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}

package io.connectmojo.model.profile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the data of one model looked like, and what the model made of them. A value: two profiles are equal when they say the
 * same. Immutable, shared like the model.
 *
 * @param modelSha256 digest of the model, 64 lower-case hex digits
 * @param created when the data were as they are described, if that is told
 * @param rows how many rows were scored; a share is of these
 * @param columns in the model's order, but for columns of words
 * @param prediction empty for a model without one prediction
 * @param golden rows whose predictions are known to the last bit; empty when they were left out
 * @param calibration empty when the outcomes were not known, or the model predicts nothing to compare them with
 * @param quality likewise
 */
public record Profile(
        String modelSha256,
        Optional<Instant> created,
        long rows,
        List<ColumnProfile> columns,
        Optional<PredictionProfile> prediction,
        List<GoldenRow> golden,
        Optional<Calibration> calibration,
        Optional<Quality> quality) {

    public Profile {
        columns = List.copyOf(columns);
        golden = List.copyOf(golden);
    }

    /** What was seen in a column; empty when the profile does not tell. */
    public Optional<ColumnProfile> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}

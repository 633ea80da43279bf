package io.connectmojo.metrics.drift;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.score.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of one row how much of it the data of the model's profile never had. Immutable, for any thread. */
public final class ProfileRange {
    /** By column; null where the profile does not tell. */
    private final @Nullable CellBins[] columns;

    private ProfileRange(List<ModelColumn> inputs, Profile profile) {
        columns = new CellBins[inputs.size()];
        for (int i = 0; i < columns.length; i++) {
            ModelColumn input = inputs.get(i);
            Optional<ColumnProfile> known = profile.column(input.name());
            columns[i] = known.isEmpty() ? null : CellBins.of(known.get(), profile.rows(), input);
        }
    }

    /** Empty for a model without a profile. */
    public static Optional<ProfileRange> of(Model model) {
        return model.profile().map(profile -> new ProfileRange(model.columns(), profile));
    }

    /**
     * How many cells are numbers below the smallest or above the largest of the profile's data, or levels that these did not have. A
     * missing cell is none of them.
     */
    public int outside(Row row) {
        double[] values = row.values;
        int outside = 0;
        for (int i = 0; i < columns.length; i++) {
            CellBins bins = columns[i];
            if (bins != null && bins.excludes(values[i])) {
                outside++;
            }
        }
        return outside;
    }
}

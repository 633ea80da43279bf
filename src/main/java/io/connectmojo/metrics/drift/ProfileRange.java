package io.connectmojo.metrics.drift;

import io.connectmojo.model.Model;
import io.connectmojo.score.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of one row how much of it the data of the model's profile never had. Immutable, for any thread. */
public final class ProfileRange {
    /** By column; null where the profile does not tell. */
    private final @Nullable CellBins[] columns;

    private ProfileRange(ProfileBins bins) {
        columns = bins.columns;
    }

    /** Empty for a model without a profile. */
    public static Optional<ProfileRange> of(Model model) {
        return model.profile().map(profile -> new ProfileRange(ProfileBins.of(model)));
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

package io.connectmojo.metrics.drift;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bins of the columns that the profile of a model describes. Immutable; all tasks of a worker share those of a model. */
final class ProfileBins {
    /** By the column's position in the model; null where the profile does not tell. */
    final @Nullable CellBins[] columns;

    /** By the same position, the place of the column's first bin when all bins lie one after another. */
    final int[] places;

    /** Of all columns together. */
    final int bins;

    /** The columns that the profile describes, in the model's order. */
    final List<String> names;

    private ProfileBins(Model model) {
        Profile profile = model.profile().orElseThrow();
        List<ModelColumn> inputs = model.columns();
        columns = new CellBins[inputs.size()];
        places = new int[inputs.size()];
        List<String> described = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < columns.length; i++) {
            ModelColumn input = inputs.get(i);
            places[i] = place;
            Optional<ColumnProfile> known = profile.column(input.name());
            if (known.isPresent()) {
                CellBins own = CellBins.of(known.get(), profile.rows(), input);
                columns[i] = own;
                place += own.size();
                described.add(input.name());
            }
        }
        bins = place;
        names = List.copyOf(described);
    }

    /** Of a model that has a profile. */
    static ProfileBins of(Model model) {
        return model.sharedWithProfile(ProfileBins.class, ProfileBins::new);
    }

    /** The position in the model of a column that the profile describes; behind all of them for any other. */
    int position(String name) {
        int described = names.indexOf(name);
        for (int i = 0; described >= 0 && i < columns.length; i++) {
            if (columns[i] != null && described-- == 0) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }
}

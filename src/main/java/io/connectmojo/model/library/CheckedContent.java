package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.library.ModelContent.Release;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.GoldenRow;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileBytes;
import io.connectmojo.model.profile.ProfileReader;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Content of the digest that was asked for, with its own profile where it has one.
 *
 * @param where the profile was found, for messages
 */
record CheckedContent(ModelContent content, Optional<Profile> profile, String where) {
    /**
     * Reads the content's profile.
     *
     * @throws MojoException M050 when it is none, and M051 when it is another model's
     */
    static CheckedContent of(ModelContent content) {
        Optional<ProfileBytes> found = content.profile().get();
        if (found.isEmpty()) {
            return new CheckedContent(content, Optional.empty(), "");
        }
        Profile profile = ProfileReader.read(found.get(), ModelLimits.ofWorker().columns());
        String where = found.get().where();
        if (!profile.modelSha256().equals(content.digest())) {
            throw Problem.of(ModelError.PROFILE_OF_ANOTHER, "The profile is that of another model")
                    .where(where)
                    .why("it tells SHA-256 " + profile.modelSha256().substring(0, 12) + ", and the model's begins "
                            + content.digest().substring(0, 12))
                    .fix("put the model's own profile there, or set model.profile=none");
        }
        return new CheckedContent(content, Optional.of(profile), where);
    }

    String digest() {
        return content.digest();
    }

    Optional<Release> release() {
        return content.release();
    }

    /** Whether that model is what the content and its profile make. */
    boolean isServedBy(Model model) {
        return content.digest().equals(model.digest()) && profile.equals(model.profile());
    }

    /** The model with the profile, which must fit its columns. */
    Model profiled(Model bare, Profile own) {
        List<ModelColumn> columns = bare.columns();
        for (int i = 0; i < own.columns().size(); i++) {
            ColumnProfile column = own.columns().get(i);
            boolean fits = columns.stream()
                    .anyMatch(known -> known.name().equals(column.name())
                            && known.kind().toString().equals(column.type()));
            if (!fits) {
                throw unfit("its column " + (i + 1) + " is none of the model's");
            }
        }
        for (GoldenRow row : own.golden()) {
            if (row.cells().size() != columns.size()) {
                throw unfit("a golden row has not the model's " + columns.size() + " cells");
            }
        }
        return bare.withProfile(own);
    }

    private MojoException unfit(String why) {
        return Problem.of(ModelError.PROFILE, "The model's profile does not fit the model")
                .where(where)
                .why(why)
                .fix("make it again with mojo profile, or set model.profile=none");
    }
}

package io.connectmojo.model.feed;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.profile.ProfileBytes;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The file that holds a model's profile. */
record ProfileFile(Path path) {
    /** What stands in place of a model's {@code .zip}. */
    static final String ENDING = ".profile.json";

    /** The one that lies beside a model: {@code house-prices.profile.json} for {@code house-prices.zip}. */
    static ProfileFile beside(Path model) {
        return new ProfileFile(
                model.resolveSibling(ZipName.withoutEnding(String.valueOf(model.getFileName())) + ENDING));
    }

    boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Empty when there is no such file, or none that can be read: whoever wants it finds out why. */
    Optional<FileStamp> stamp(AllowedPaths allowed) {
        try {
            return exists() ? Optional.of(FileStamp.of(allowed.resolve(path))) : Optional.empty();
        } catch (IOException | SecurityException | MojoException e) {
            return Optional.empty();
        }
    }

    /** Its content; empty when there is no such file. */
    Optional<ProfileBytes> readIfThere(AllowedPaths allowed) {
        return exists() ? Optional.of(read(allowed)) : Optional.empty();
    }

    /** Its content; a problem when there is none, or models may not come from there. */
    ProfileBytes read(AllowedPaths allowed) {
        Path real = allowed.resolve(path);
        if (!Files.isRegularFile(real)) {
            throw unusable("it is no regular file");
        }
        int most = (int) Math.min(ProfileBytes.MAX_BYTES, ModelLimits.ofWorker().fileBytes());
        try (InputStream in = Files.newInputStream(real)) {
            byte[] json = in.readNBytes(most + 1);
            if (json.length > most) {
                throw unusable("it is longer than " + most + " bytes");
            }
            return new ProfileBytes(json, path.toString());
        } catch (IOException | SecurityException e) {
            throw allowed.notThere(path);
        }
    }

    private MojoException unusable(String why) {
        return Problem.of(ModelError.PROFILE, "The model's profile cannot be used")
                .where(path.toString())
                .why(why)
                .fix("make it again with mojo profile, or set model.profile=none");
    }
}

package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import io.connectmojo.model.Model;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileBytes;
import io.connectmojo.model.profile.ProfileReader;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The profile that goes with a published model. */
final class PublishedProfile {
    private static final String ENDING = ".profile.json";

    private PublishedProfile() {}

    /** The file that goes with the zip of a model. */
    static Path beside(Path model) {
        return model.resolveSibling(String.valueOf(model.getFileName()).replaceFirst("\\.zip$", "") + ENDING);
    }

    /**
     * The text of a profile, checked.
     *
     * @param file null for the one beside the model, if there is one
     */
    static Optional<String> of(Path path, Path file, Model model) {
        Path found = file != null ? file : beside(path.toAbsolutePath());
        if (file == null && !Files.exists(found)) {
            return Optional.empty();
        }
        byte[] json = read(found);
        Profile profile = ProfileReader.read(
                new ProfileBytes(json, found.toString()), model.columns().size());
        if (!profile.modelSha256().equals(model.digest())) {
            throw Problem.of(ModelError.PROFILE_OF_ANOTHER, "The profile is that of another model")
                    .where(found.toString())
                    .why("it tells another SHA-256")
                    .fix("make it again with mojo profile, or publish with --no-profile");
        }
        return Optional.of(new String(json, StandardCharsets.UTF_8).strip());
    }

    /** The same, read. */
    static Optional<Profile> known(Path path, Path file, Model model) {
        return of(path, file, model)
                .map(text -> ProfileReader.read(
                        new ProfileBytes(
                                text.getBytes(StandardCharsets.UTF_8),
                                beside(path).toString()),
                        model.columns().size()));
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > Announcement.MAX_WRITTEN) {
                throw unusable(file, "it is longer than the " + Announcement.MAX_WRITTEN + " bytes that are announced");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read");
        }
    }

    private static MojoException unusable(Path file, String why) {
        return Problem.of(ModelError.PROFILE, "The model's profile cannot be published")
                .where(file.toString())
                .why(why)
                .fix("make it again without rows: mojo profile --no-rows, or publish with --no-profile");
    }
}

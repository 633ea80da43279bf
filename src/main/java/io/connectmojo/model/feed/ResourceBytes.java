package io.connectmojo.model.feed;

import io.connectmojo.model.profile.ProfileBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What lies beside a model inside a jar of the plugin's folder. */
final class ResourceBytes {
    private ResourceBytes() {}

    /**
     * The profile beside a resource or class.
     *
     * @param model its name with slashes, without {@code .zip} or {@code .class}
     */
    static Optional<ProfileBytes> profile(String model) {
        String resource = model + ProfileFile.ENDING;
        try (InputStream in = ResourceBytes.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new ProfileBytes(
                            in.readNBytes(ProfileBytes.MAX_BYTES + 1), ResourceFeed.CLASSPATH + resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

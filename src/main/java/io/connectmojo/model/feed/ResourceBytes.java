package io.connectmojo.model.feed;

import io.connectmojo.model.profile.ProfileBytes;
import io.connectmojo.model.signature.ModelSignature;
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
        return read(resource, ProfileBytes.MAX_BYTES)
                .map(json -> new ProfileBytes(json, ResourceFeed.CLASSPATH + resource));
    }

    /** The signature beside the zip of a model. */
    static Optional<byte[]> signature(String zip) {
        return read(zip + SignatureFile.ENDING, ModelSignature.MAX_BYTES);
    }

    /** One byte more than there may be at most; empty when there is no such resource. */
    private static Optional<byte[]> read(String resource, int most) {
        try (InputStream in = ResourceBytes.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readNBytes(most + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

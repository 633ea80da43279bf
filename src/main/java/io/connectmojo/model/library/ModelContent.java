package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.profile.ProfileBytes;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a feed holds at one moment, read but not yet verified.
 *
 * @param key what names the content among all of a worker: contents of equal keys become one model
 * @param digest SHA-256, 64 lower-case hex digits
 * @param model verifies the content and makes a model of it
 * @param checksum the digest that the place says the content has, if it says one; asked only when a configuration names
 *     none, and a problem when the place should tell and cannot
 * @param profile the model's profile as it came with the content, if one did; asked only when a configuration wants it, and a
 *     problem when it is there and cannot be read
 */
public record ModelContent(
        String key,
        String digest,
        Supplier<Model> model,
        Supplier<Optional<Checksum>> checksum,
        Supplier<Optional<ProfileBytes>> profile) {

    /**
     * A digest, and who asks for it.
     *
     * @param asker for messages, such as {@code model.sha256}
     */
    public record Checksum(String digest, String asker) {}

    /** Content of a place that tells nothing else of it. */
    public static ModelContent of(String key, String digest, Supplier<Model> model) {
        return new ModelContent(key, digest, model, Optional::empty, Optional::empty);
    }

    /** The bytes of a MOJO zip. To digest many takes as long as to read them: once. */
    public static ModelContent ofMojo(byte[] bytes, String where, ModelLimits limits) {
        String digest = MojoFile.sha256(bytes);
        return of(digest, digest, () -> ModelLoader.load(bytes, where, limits));
    }

    public ModelContent withChecksum(Supplier<Optional<Checksum>> told) {
        return new ModelContent(key, digest, model, told, profile);
    }

    public ModelContent withProfile(Supplier<Optional<ProfileBytes>> found) {
        return new ModelContent(key, digest, model, checksum, found);
    }
}

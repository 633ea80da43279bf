package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.model.profile.ProfileBytes;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a feed holds at one moment, not yet verified.
 *
 * @param key what names the content among all of a worker: contents of equal keys become one model
 * @param digest SHA-256, 64 lower-case hex digits
 * @param model reads the content, if that is not done, verifies it and makes a model of it
 * @param checksum the digest that the place says the content has, if it says one; asked only when a configuration names
 *     none, and a problem when the place should tell and cannot
 * @param profile the model's profile as it came with the content, if one did; asked only when a configuration wants it, and a
 *     problem when it is there and cannot be read
 * @param signature of the content, as the place has it, if it has one
 * @param release which version of its model it is, where the place numbers them
 */
public record ModelContent(
        String key,
        String digest,
        Supplier<Model> model,
        Supplier<Optional<Checksum>> checksum,
        Supplier<Optional<ProfileBytes>> profile,
        Supplier<Optional<byte[]>> signature,
        Optional<Release> release) {

    /**
     * A digest, and who asks for it.
     *
     * @param asker for messages, such as {@code model.sha256}
     */
    public record Checksum(String digest, String asker) {}

    /**
     * A version of a model.
     *
     * @param announcedAt when this worker could have known of it, in milliseconds of the epoch
     */
    public record Release(long version, long announcedAt) {}

    /** Content of a place that tells nothing else of it. */
    public static ModelContent of(String key, String digest, Supplier<Model> model) {
        return new ModelContent(
                key, digest, model, Optional::empty, Optional::empty, Optional::empty, Optional.empty());
    }

    /** The bytes of a MOJO zip. To digest many takes as long as to read them: once. */
    public static ModelContent ofMojo(byte[] bytes, String where, ModelLimits limits) {
        return ofMojo(MojoFile.sha256(bytes), () -> bytes, where, limits);
    }

    /**
     * A MOJO zip, which is read when a model is made of it.
     *
     * @param digest the SHA-256 of what is read: whoever reads it has compared them
     */
    public static ModelContent ofMojo(String digest, Supplier<byte[]> bytes, String where, ModelLimits limits) {
        return of(digest, digest, () -> ModelLoader.load(bytes.get(), digest, where, limits));
    }

    public ModelContent withChecksum(Supplier<Optional<Checksum>> told) {
        return new ModelContent(key, digest, model, told, profile, signature, release);
    }

    public ModelContent withSignature(Supplier<Optional<byte[]>> signed) {
        return new ModelContent(key, digest, model, checksum, profile, signed, release);
    }

    public ModelContent withRelease(Release numbered) {
        return new ModelContent(key, digest, model, checksum, profile, signature, Optional.of(numbered));
    }

    public ModelContent withProfile(Supplier<Optional<ProfileBytes>> found) {
        return new ModelContent(key, digest, model, checksum, found, signature, release);
    }
}

package io.connectmojo.model.library;

import io.connectmojo.model.Model;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.ModelLoader;
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
 */
public record ModelContent(String key, String digest, Supplier<Model> model, Supplier<Optional<Checksum>> checksum) {

    /**
     * A digest, and who asks for it.
     *
     * @param asker for messages, such as {@code model.sha256}
     */
    public record Checksum(String digest, String asker) {}

    /** The bytes of a MOJO zip. To digest many takes as long as to read them: once. */
    public static ModelContent ofMojo(byte[] bytes, String where, ModelLimits limits) {
        String digest = MojoFile.sha256(bytes);
        return new ModelContent(digest, digest, () -> ModelLoader.load(bytes, where, limits), Optional::empty);
    }

    public ModelContent withChecksum(Supplier<Optional<Checksum>> told) {
        return new ModelContent(key, digest, model, told);
    }
}

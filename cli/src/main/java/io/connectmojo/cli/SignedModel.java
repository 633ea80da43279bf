package io.connectmojo.cli;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.archive.ModelBytes;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.ModelLoader;
import java.nio.file.Path;

/**
 * A model to sign, or that was signed.
 *
 * @param name of its file
 * @param sha256 64 lower-case hex digits
 */
record SignedModel(String name, String sha256) {
    static SignedModel of(Path model) {
        return new SignedModel(String.valueOf(model.getFileName()), MojoFile.sha256(bytes(model)));
    }

    /** The same of a model that can be loaded: nobody is to answer for a broken one. */
    static SignedModel verified(Path model) {
        byte[] bytes = bytes(model);
        ModelLoader.load(bytes, model.toString(), ModelLimits.ofWorker());
        return new SignedModel(String.valueOf(model.getFileName()), MojoFile.sha256(bytes));
    }

    /** Where a worker looks for the signature of a file. */
    static Path signature(Path model) {
        return model.resolveSibling(model.getFileName() + ".sig");
    }

    private static byte[] bytes(Path model) {
        return ModelBytes.read(model, AllowedPaths.ofWorker(), ModelLimits.ofWorker(), () -> {});
    }
}

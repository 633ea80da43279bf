package io.connectmojo.cli;

import io.connectmojo.model.signature.ModelSignature;
import io.connectmojo.model.signature.SignatureFault;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The signature that a model is published with. Whose it is, workers check: the publisher may not know their keys. */
final class PublishedSignature {
    private PublishedSignature() {}

    /**
     * The text of the signature.
     *
     * @param named by the user; null for the one beside the model, if there is one
     * @param sha256 the model's digest
     */
    static Optional<String> of(Path model, Path named, String sha256) {
        Path file = named == null ? SignedModel.signature(model) : named;
        if (named == null && !Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bundle = KeyFiles.bytes(file);
        try {
            ModelSignature.requireModel(bundle, sha256);
        } catch (SignatureFault e) {
            throw Problem.of(ModelError.SIGNATURE, "The model's signature is not accepted")
                    .where(file.toString())
                    .why(e.why())
                    .fix("sign the model again with mojo sign");
        }
        return Optional.of(new String(bundle, StandardCharsets.UTF_8));
    }
}

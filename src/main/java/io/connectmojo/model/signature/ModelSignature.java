package io.connectmojo.model.signature;

import java.util.Collection;

/**
 * Checks the signature of a model. Only the method with a key is trusted: keys are what an operator gives, and a certificate or a
 * Sigstore identity would have to be checked over the network.
 */
public final class ModelSignature {
    /** No signature is longer. */
    public static final int MAX_BYTES = SignatureBundle.MAX_BYTES;

    private ModelSignature() {}

    /**
     * Checks that one of the keys signed this model.
     *
     * @param bundle the signature, a Sigstore bundle in JSON
     * @param sha256 the model's digest, 64 lower-case hex digits
     * @return the key
     * @throws SignatureFault with the reason when none did
     */
    public static VerifyingKey verify(byte[] bundle, String sha256, Collection<VerifyingKey> keys)
            throws SignatureFault {
        SignatureBundle read = SignatureBundle.parse(bundle);
        if (read.method() != SignatureBundle.Method.KEY) {
            throw new SignatureFault(
                    "it is signed with method " + read.method().word() + ", only method key is checked");
        }
        byte[] signed = read.signed();
        // the hint may be anything: who signs could write it
        VerifyingKey signer = keys.stream()
                .filter(key -> key.verifies(signed, read.signature()))
                .findFirst()
                .orElseThrow(() -> new SignatureFault("no trusted key made it"));
        requireModel(bundle, sha256);
        return signer;
    }

    /**
     * Checks that a signature is about this model; not who made it.
     *
     * @throws SignatureFault when it is not
     */
    public static void requireModel(byte[] bundle, String sha256) throws SignatureFault {
        SignatureBundle read = SignatureBundle.parse(bundle);
        ModelStatement.requireFiles(read.payload());
        if (!read.statement().covers(sha256)) {
            throw new SignatureFault("it is the signature of another model");
        }
    }
}

package io.connectmojo.model.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * The public key of somebody who signs models. Immutable.
 *
 * @param name for messages, such as the name of its file
 */
public record VerifyingKey(String name, ECPublicKey key) {
    private static final String LABEL = "PUBLIC KEY";

    /** Reads a {@code PUBLIC KEY} in PEM, on one of the three curves. */
    public static VerifyingKey ofPem(String name, String pem) throws SignatureFault {
        return ofDer(name, Pem.read(pem, LABEL));
    }

    static VerifyingKey ofDer(String name, byte[] subjectPublicKeyInfo) throws SignatureFault {
        try {
            ECPublicKey key = (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
            EcCurve.of(key);
            return new VerifyingKey(name, key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SignatureFault("it is not the public key of an elliptic curve");
        }
    }

    /** What a bundle calls the key: the SHA-256 of its PEM text. */
    String hint() {
        byte[] pem = Pem.write(key.getEncoded(), LABEL).getBytes(StandardCharsets.US_ASCII);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pem));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Whether the signature, in DER, is this key's over the bytes. */
    boolean verifies(byte[] signed, byte[] signature) {
        try {
            Signature check = Signature.getInstance(EcCurve.of(key).algorithm);
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException | SignatureFault e) {
            return false;
        }
    }
}

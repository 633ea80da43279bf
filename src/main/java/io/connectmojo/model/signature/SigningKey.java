package io.connectmojo.model.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/** A private key with its public half, which signs models. The private half never leaves it. */
public final class SigningKey {
    private final ECPrivateKey secret;
    private final VerifyingKey publicKey;

    private SigningKey(ECPrivateKey secret, VerifyingKey publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /**
     * Reads a {@code PRIVATE KEY} (PKCS #8, not encrypted) in PEM.
     *
     * @param name for messages
     */
    public static SigningKey ofPem(String name, String pem) throws SignatureFault {
        if (pem.contains("BEGIN EC PRIVATE KEY") || pem.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
            throw new SignatureFault(
                    "it is not in PKCS #8 without a passphrase; openssl pkcs8 -topk8 -nocrypt converts it");
        }
        byte[] der = Pem.read(pem, "PRIVATE KEY");
        try {
            ECPrivateKey secret =
                    (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            VerifyingKey publicKey = VerifyingKey.ofDer(name, PublicHalf.subjectPublicKeyInfo(der));
            SigningKey key = new SigningKey(secret, publicKey);
            byte[] probe = {1};
            if (!publicKey.verifies(probe, key.sign(probe))) {
                throw new SignatureFault("its private and public halves do not belong together");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SignatureFault("it is not the private key of an elliptic curve");
        }
    }

    /** The public half. */
    public VerifyingKey publicKey() {
        return publicKey;
    }

    /**
     * Signs a model.
     *
     * @param file its name
     * @param sha256 64 lower-case hex digits
     * @return a Sigstore bundle in JSON
     */
    public byte[] signModel(String file, String sha256) throws SignatureFault {
        byte[] payload = ModelStatement.ofFile(file, sha256);
        byte[] bundle = SignatureBundle.write(payload, sign(SignatureBundle.signed(payload)), publicKey.hint());
        ModelSignature.verify(bundle, sha256, List.of(publicKey));
        return bundle;
    }

    private byte[] sign(byte[] bytes) throws SignatureFault {
        try {
            Signature signature = Signature.getInstance(EcCurve.of(secret).algorithm);
            signature.initSign(secret);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new SignatureFault("it cannot sign");
        }
    }

    /** The public key that a private key in PKCS #8 holds (RFC 5915), as tools write it. */
    private static final class PublicHalf {
        private static final int SEQUENCE = 0x30;
        private static final int INTEGER = 0x02;
        private static final int OCTETS = 0x04;
        private static final int PUBLIC = 0xA1;
        private static final int BITS = 0x03;

        private final byte[] der;
        private int at;

        private PublicHalf(byte[] der) {
            this.der = der;
        }

        static byte[] subjectPublicKeyInfo(byte[] pkcs8) throws SignatureFault {
            try {
                PublicHalf info = new PublicHalf(new PublicHalf(pkcs8).next(SEQUENCE));
                info.next(INTEGER);
                byte[] algorithm = info.next(SEQUENCE);
                PublicHalf key = new PublicHalf(new PublicHalf(info.next(OCTETS)).next(SEQUENCE));
                key.next(INTEGER);
                key.next(OCTETS);
                while (key.at < key.der.length) {
                    int tag = key.der[key.at] & 0xff;
                    byte[] value = key.next(tag);
                    if (tag == PUBLIC) {
                        byte[] bits = new PublicHalf(value).next(BITS);
                        return wrap(SEQUENCE, concat(wrap(SEQUENCE, algorithm), wrap(BITS, bits)));
                    }
                }
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new SignatureFault("it is not a private key in PKCS #8");
            }
            throw new SignatureFault("it does not hold its public key; openssl pkcs8 -topk8 -nocrypt writes it along");
        }

        /** The content of the next element, which must have that tag. */
        private byte[] next(int tag) {
            if ((der[at++] & 0xff) != tag) {
                throw new IllegalArgumentException();
            }
            int length = der[at++] & 0xff;
            if (length > 0x7f) {
                int bytes = length & 0x7f;
                length = 0;
                for (int i = 0; i < bytes; i++) {
                    length = length << 8 | der[at++] & 0xff;
                }
            }
            if (length < 0 || length > der.length - at) {
                throw new IllegalArgumentException();
            }
            at += length;
            return Arrays.copyOfRange(der, at - length, at);
        }

        private static byte[] wrap(int tag, byte[] content) {
            int length = content.length;
            byte[] head = length < 0x80
                    ? new byte[] {(byte) tag, (byte) length}
                    : length < 0x100
                            ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                            : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
            return concat(head, content);
        }

        private static byte[] concat(byte[] first, byte[] second) {
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }
    }
}

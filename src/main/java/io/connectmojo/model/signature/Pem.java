package io.connectmojo.model.signature;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The textual form of keys (RFC 7468). */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private Pem() {}

    /** The bytes of the first block with that label, such as {@code PUBLIC KEY}. */
    static byte[] read(String text, String label) throws SignatureFault {
        Matcher block = BLOCK.matcher(text);
        String other = "";
        while (block.find()) {
            if (block.group(1).equals(label)) {
                try {
                    return Base64.getMimeDecoder().decode(block.group(2));
                } catch (IllegalArgumentException e) {
                    throw new SignatureFault("its " + label + " is not Base64");
                }
            }
            other = ", it holds " + block.group(1);
        }
        throw new SignatureFault("it holds no " + label + " in PEM" + other);
    }

    /** A block of that label, as OpenSSL writes it. */
    static String write(byte[] bytes, String label) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}

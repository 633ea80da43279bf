package io.connectmojo.model.signature;

import static io.connectmojo.model.signature.SigningFiles.FILE;
import static io.connectmojo.model.signature.SigningFiles.SHA256;
import static io.connectmojo.model.signature.SigningFiles.bytes;
import static io.connectmojo.model.signature.SigningFiles.privateKey;
import static io.connectmojo.model.signature.SigningFiles.publicKey;
import static io.connectmojo.model.signature.SigningFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSignatureTest {
    private static String why(byte[] bundle, String... keys) {
        return whyOf(bundle, SHA256, keys);
    }

    private static String whyOf(byte[] bundle, String sha256, String... keys) {
        try {
            List<VerifyingKey> trusted = new ArrayList<>();
            for (String key : keys) {
                trusted.add(publicKey(key));
            }
            ModelSignature.verify(bundle, sha256, trusted);
            return "accepted";
        } catch (SignatureFault e) {
            return e.why();
        }
    }

    private static byte[] replaced(byte[] bundle, String before, String after) {
        String text = new String(bundle, StandardCharsets.UTF_8);
        assertThat(text).contains(before);
        return text.replace(before, after).getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    @DisplayName("The vectors of the specification")
    class Vectors {
        @ParameterizedTest
        @CsvSource({"valid-key,KEY", "valid-certificate,CERTIFICATE", "valid-sigstore,SIGSTORE"})
        void validBundle_isRead(String name, SignatureBundle.Method method) throws SignatureFault {
            SignatureBundle bundle = SignatureBundle.parse(bytes("bundles/" + name + ".bundle.json"));
            assertThat(bundle.method()).isEqualTo(method);
            assertThat(bundle.statement().files()).isNotEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "empty",
                    "missing-envelope",
                    "missing-tlog-entries",
                    "missing-verification-material",
                    "payload-wrong-predicate"
                })
        void invalidBundle_isRefused(String name) {
            assertThatThrownBy(() -> SignatureBundle.parse(bytes("bundles/invalid-" + name + ".bundle.json")))
                    .isInstanceOf(SignatureFault.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"certificate", "sigstore"})
        void otherMethod_isNotTrusted(String method) {
            assertThat(why(bytes("bundles/valid-" + method + ".bundle.json"), "p256"))
                    .isEqualTo("it is signed with method " + method + ", only method key is checked");
        }
    }

    @Nested
    class OwnSignatures {
        @ParameterizedTest
        @ValueSource(strings = {"p256", "p384", "p521"})
        void signedModel_isAccepted(String key) throws SignatureFault {
            byte[] bundle = privateKey(key).signModel(FILE, SHA256);
            assertThat(why(bundle, "other", key)).isEqualTo("accepted");
        }

        @Test
        void otherKey_isRefused() throws SignatureFault {
            assertThat(why(privateKey("p256").signModel(FILE, SHA256), "other", "p384", "p521"))
                    .isEqualTo("no trusted key made it");
        }

        @Test
        void otherModel_isRefused() throws SignatureFault {
            byte[] bundle = privateKey("p256").signModel(FILE, SHA256);
            assertThat(whyOf(bundle, "f".repeat(64), "p256")).isEqualTo("it is the signature of another model");
        }

        @Test
        @DisplayName("The hint of the key is a hint: changing it neither helps nor harms")
        void changedHint_changesNothing() throws SignatureFault {
            String hint = publicKey("p256").hint();
            byte[] bundle = replaced(
                    privateKey("p256").signModel(FILE, SHA256),
                    hint,
                    publicKey("other").hint());
            assertThat(why(bundle, "p256")).isEqualTo("accepted");
            assertThat(why(bundle, "other")).isEqualTo("no trusted key made it");
        }
    }

    @Nested
    class Forgeries {
        private byte[] bundle(String key) throws SignatureFault {
            return privateKey(key).signModel(FILE, SHA256);
        }

        @Test
        void anyChangedByteOfPayloadOrSignature_isRefused() throws SignatureFault {
            SignatureBundle good = SignatureBundle.parse(bundle("p256"));
            for (int at = 0; at < good.payload().length; at++) {
                byte[] payload = good.payload().clone();
                payload[at] ^= 1;
                assertThat(why(SignatureBundle.write(payload, good.signature(), ""), "p256"))
                        .as("payload byte %s", at)
                        .isNotEqualTo("accepted");
            }
            for (int at = 0; at < good.signature().length; at++) {
                byte[] signature = good.signature().clone();
                signature[at] ^= 1;
                assertThat(why(SignatureBundle.write(good.payload(), signature, ""), "p256"))
                        .as("signature byte %s", at)
                        .isNotEqualTo("accepted");
            }
        }

        @Test
        @DisplayName("A payload for the digest that an attacker wants, under the old signature")
        void otherPayload_isRefused() throws SignatureFault {
            SignatureBundle good = SignatureBundle.parse(bundle("p256"));
            byte[] forged = ModelStatement.ofFile(FILE, "f".repeat(64));
            assertThat(whyOf(SignatureBundle.write(forged, good.signature(), ""), "f".repeat(64), "p256"))
                    .isEqualTo("no trusted key made it");
        }

        @Test
        @DisplayName("Zero for both halves of a signature once passed for every message")
        void zeroSignature_isRefused() {
            byte[] zeros = {0x30, 6, 2, 1, 0, 2, 1, 0};
            byte[] payload = ModelStatement.ofFile(FILE, SHA256);
            assertThat(why(SignatureBundle.write(payload, zeros, ""), "p256")).isEqualTo("no trusted key made it");
        }

        @Test
        @DisplayName("The bytes of the payload alone, signed by the right key")
        void signatureWithoutEnvelopeType_isRefused() throws Exception {
            byte[] payload = ModelStatement.ofFile(FILE, SHA256);
            assertThat(why(SignatureBundle.write(payload, signed(payload), ""), "p256"))
                    .isEqualTo("no trusted key made it");
        }

        @Test
        void statementThatContradictsItself_isRefused() throws Exception {
            String payload = new String(ModelStatement.ofFile(FILE, SHA256), StandardCharsets.UTF_8);
            String root = StrictJson.object(payload.getBytes(StandardCharsets.UTF_8), "")
                    .at("/subject/0/digest/sha256")
                    .textValue();
            byte[] wrong = payload.replace(root, "e".repeat(64)).getBytes(StandardCharsets.UTF_8);
            assertThat(signedAndVerified(wrong)).startsWith("its sha256 is not");
        }

        @ParameterizedTest
        @CsvSource({
            "\"algorithm\":\"sha256\",\"algorithm\":\"blake2b\"",
            "\"method\":\"files\",\"method\":\"shards\"",
            "\"hash_type\":\"sha256\",\"hash_type\":\"blake3\""
        })
        void otherDigestOrMethod_isRefused(String before, String after) throws Exception {
            String payload = new String(ModelStatement.ofFile(FILE, SHA256), StandardCharsets.UTF_8);
            assertThat(payload).contains(before);
            assertThat(signedAndVerified(payload.replace(before, after).getBytes(StandardCharsets.UTF_8)))
                    .startsWith("its ");
        }

        private String signedAndVerified(byte[] payload) throws Exception {
            return why(SignatureBundle.write(payload, signed(SignatureBundle.signed(payload)), ""), "p256");
        }

        private byte[] signed(byte[] bytes) throws GeneralSecurityException {
            byte[] der =
                    Base64.getMimeDecoder().decode(text("keys/p256.key.pem").replaceAll("-----[A-Z ]+-----", ""));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)));
            signature.update(bytes);
            return signature.sign();
        }

        @Test
        void nameThatStandsTwice_isRefused() throws SignatureFault {
            byte[] twice = replaced(bundle("p256"), "{\"mediaType\"", "{\"dsseEnvelope\":{},\"mediaType\"");
            assertThat(why(twice, "p256")).isEqualTo("it is not JSON without a name that stands twice");
        }

        @Test
        void textBehindTheEnd_isRefused() throws SignatureFault {
            byte[] more = (new String(bundle("p256"), StandardCharsets.UTF_8) + "{}").getBytes(StandardCharsets.UTF_8);
            assertThat(why(more, "p256")).isNotEqualTo("accepted");
        }

        @Test
        void secondSignature_isRefused() throws SignatureFault {
            byte[] two = replaced(bundle("p256"), "\"signatures\":[{", "\"signatures\":[{\"sig\":\"AA==\"},{");
            assertThat(why(two, "p256")).isEqualTo("it does not hold one signature");
        }

        @Test
        void unknownMember_isRefusedWhereverItStands() throws SignatureFault {
            for (String member : List.of("\"mediaType\":", "\"payloadType\":", "\"sig\":")) {
                byte[] more = replaced(bundle("p256"), member, "\"algorithm\":\"none\"," + member);
                assertThat(why(more, "p256")).as(member).isEqualTo("it has members that a bundle does not have");
            }
        }

        @Test
        void otherPayloadType_isRefused() throws SignatureFault {
            byte[] other = replaced(bundle("p256"), "application/vnd.in-toto+json", "application/json");
            assertThat(why(other, "p256")).contains("payloadType");
        }

        @Test
        void largestBundle_isRead() throws SignatureFault {
            byte[] bundle = bundle("p256");
            byte[] largest = Arrays.copyOf(bundle, SignatureBundle.MAX_BYTES);
            Arrays.fill(largest, bundle.length, largest.length, (byte) ' ');
            assertThat(why(largest, "p256")).isEqualTo("accepted");
        }

        @Test
        void oversizedBundle_isRefusedUnread() {
            assertThat(why(new byte[SignatureBundle.MAX_BYTES + 1], "p256")).startsWith("it has more than");
        }

        @Test
        void deepBundle_isRefused() {
            byte[] deep = ("{\"mediaType\":" + "[".repeat(10_000)).getBytes(StandardCharsets.UTF_8);
            assertThat(why(deep, "p256")).isNotEqualTo("accepted");
        }
    }

    @Nested
    class Keys {
        @Test
        void otherCurve_isRefused() {
            assertThatThrownBy(() -> publicKey("k256"))
                    .isInstanceOf(SignatureFault.class)
                    .hasMessageContaining("curve");
            assertThatThrownBy(() -> privateKey("k256")).isInstanceOf(SignatureFault.class);
        }

        @Test
        void otherKindOfKey_isRefused() {
            assertThatThrownBy(() -> publicKey("ed25519"))
                    .isInstanceOf(SignatureFault.class)
                    .hasMessageContaining("elliptic curve");
            assertThatThrownBy(() -> privateKey("ed25519")).isInstanceOf(SignatureFault.class);
        }

        @Test
        void privateKeyAmongTrustedOnes_isRefused() {
            assertThatThrownBy(() -> VerifyingKey.ofPem("k", text("keys/p256.key.pem")))
                    .hasMessage("it holds no PUBLIC KEY in PEM, it holds PRIVATE KEY");
        }

        @Test
        void oldFormOfPrivateKey_tellsHowToConvert() {
            assertThatThrownBy(() -> SigningKey.ofPem("k", text("keys/p256.sec1.pem")))
                    .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        }

        @Test
        void privateKeyWithoutPublicHalf_tellsHowToConvert() {
            assertThatThrownBy(() -> privateKey("p256.without-public"))
                    .hasMessageContaining("does not hold its public key");
        }
    }
}

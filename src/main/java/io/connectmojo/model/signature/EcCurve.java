package io.connectmojo.model.signature;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** The elliptic curves of Model Signing, each with the one digest that it is used with. */
enum EcCurve {
    P_256("secp256r1", "SHA256withECDSA"),
    P_384("secp384r1", "SHA384withECDSA"),
    P_521("secp521r1", "SHA512withECDSA");

    private final String name;

    /** The JDK's name of the signature algorithm; signatures are in DER. */
    final String algorithm;

    EcCurve(String name, String algorithm) {
        this.name = name;
        this.algorithm = algorithm;
    }

    /** The curve of a key. The key decides on the algorithm, never the signature. */
    static EcCurve of(ECKey key) throws SignatureFault {
        ECParameterSpec given = key.getParams();
        for (EcCurve curve : values()) {
            if (curve.is(given)) {
                return curve;
            }
        }
        throw new SignatureFault("the key is on another curve than P-256, P-384 and P-521");
    }

    private boolean is(ECParameterSpec given) {
        ECParameterSpec own = parameters();
        return own.getCurve().equals(given.getCurve())
                && own.getGenerator().equals(given.getGenerator())
                && own.getOrder().equals(given.getOrder())
                && own.getCofactor() == given.getCofactor();
    }

    private ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has the curve " + name, e);
        }
    }
}

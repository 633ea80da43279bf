package io.connectmojo.model.signature;

/** Why a signature, or what belongs to it, cannot be used. The message completes "because". */
public final class SignatureFault extends Exception {
    private static final long serialVersionUID = 1L;

    public SignatureFault(String why) {
        super(why);
    }

    /** Why. */
    public String why() {
        return String.valueOf(getMessage());
    }
}

package io.connectmojo.score;

/** A model, or a part of it, has no exact fast form. Not an error: genmodel scores it. The message is for the log. */
public final class NotCompiled extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason half a sentence that completes "not compiled because …" */
    public NotCompiled(String reason) {
        super(reason, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

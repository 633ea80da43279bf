package io.connectmojo.problem;

import org.jspecify.annotations.Nullable;

/**
 * A problem while it is being worded: {@code Problem.of(code, what).where(place).why(reason).fix(remedy)}. Each part is half
 * a sentence without a full stop; {@link #fix} comes last and makes the exception.
 */
public final class Problem {
    private final ErrorCode code;
    private final String what;
    private String where = "";
    private String why = "";
    private @Nullable Throwable cause;
    private boolean isPassing;

    private Problem(ErrorCode code, String what) {
        this.code = code;
        this.what = what;
    }

    /** @param what what is wrong, without any value of a record */
    public static Problem of(ErrorCode code, String what) {
        return new Problem(code, what);
    }

    /** The column, field path, setting or file; left out when there is none. */
    public Problem where(String place) {
        where = place;
        return this;
    }

    public Problem why(String reason) {
        why = reason;
        return this;
    }

    /** The exception that told us, for the log's stack trace. */
    public Problem cause(@Nullable Throwable exception) {
        cause = exception;
        return this;
    }

    /** The same thing may be well a while later, though nobody has changed it: worth another attempt. */
    public Problem passing() {
        isPassing = true;
        return this;
    }

    /** What a person does about it. */
    public MojoException fix(String remedy) {
        return MojoException.of(code, what, where, why, remedy, cause, isPassing);
    }
}

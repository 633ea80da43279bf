package io.connectmojo.scoring;

import io.connectmojo.problem.MojoException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Headers;

/**
 * What becomes of a record that cannot be scored: the one place where failures on the record path are decided. On the task's thread only.
 */
final class ErrorPolicy {
    private static final String HEADER = "mojo.error";

    /** Exceptions that are kept. */
    private static final int MAX_THROWN = 16;

    private final boolean nullOnError;

    /**
     * What was thrown last, by its problem. In a storm of equal records the problem is the same object, and to walk the stack again would
     * cost more than to score the record.
     */
    private final Map<MojoException, DataException> thrown = new HashMap<>();

    ErrorPolicy(boolean nullOnError) {
        this.nullOnError = nullOnError;
    }

    /**
     * Throws under {@code on.error=fail}; under {@code null} the record is to carry the problem. Never a RetriableException:
     * workers before 4.0 drop the record of one without a word.
     */
    void decide(MojoException problem) {
        if (!nullOnError) {
            DataException exception = thrown.get(problem);
            if (exception == null) {
                exception = new DataException(problem.getMessage(), problem);
                if (thrown.size() == MAX_THROWN) {
                    thrown.clear();
                }
                thrown.put(problem, exception);
            }
            throw exception;
        }
    }

    /** Replaces the error header in headers that are the caller's copy. */
    static void mark(Headers headers, MojoException problem) {
        headers.remove(HEADER);
        headers.addString(HEADER, problem.firstLine());
    }
}

package io.connectmojo.cli;

import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What the exceptions of Kafka's clients mean for somebody at a shell. */
final class KafkaProblems {
    private static final int MAX_CAUSE = 120;

    private KafkaProblems() {}

    /** Waits for an answer. Throws C120 or D120. */
    static <T> T answer(Future<T> future, String where) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw of(e.getCause(), where);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw of(e, where);
        }
    }

    /** @param where the topic or the brokers */
    static MojoException of(Throwable e, String where) {
        if (e instanceof MojoException known) {
            return known;
        }
        Throwable cause = e;
        while (cause instanceof KafkaException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ConfigException) {
            return Problem.of(CommandError.CLIENT_CONFIG, "The settings of Kafka's clients cannot be used")
                    .where(where)
                    .why(text(cause))
                    .cause(e)
                    .fix("correct --bootstrap-server or --client-config");
        }
        return Problem.of(CommandError.KAFKA, "Kafka does not do what it is asked to")
                .where(where)
                .why(why(cause))
                .cause(e)
                .fix("check the brokers, --client-config and what its user may do");
    }

    static MojoException noTopic(String topic, String brokers) {
        return Problem.of(CommandError.KAFKA, "There is no topic '" + topic + "'")
                .where(brokers)
                .why("it was never created, or the user may not see it")
                .fix("correct --topic, or create the topics with mojo publish --create-topics");
    }

    private static String why(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "the brokers do not answer in time";
        }
        if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
            return "the user is not allowed: " + text(cause);
        }
        return text(cause);
    }

    private static String text(Throwable cause) {
        String text = String.valueOf(
                        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                .replaceAll("\\p{Cntrl}", " ");
        return text.substring(0, Math.min(MAX_CAUSE, text.length()));
    }
}

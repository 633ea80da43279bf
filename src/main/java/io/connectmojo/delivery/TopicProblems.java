package io.connectmojo.delivery;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.time.Duration;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** What to say when a topic does not give a model. */
final class TopicProblems {
    private static final int MAX_CAUSE = 100;

    private TopicProblems() {}

    static MojoException missing(ModelTopic source) {
        return unreadable(
                source, "it does not exist", "create it with mojo publish --create-topics, or correct it", null);
    }

    static MojoException silent(ModelTopic source, Duration silence) {
        return unreadable(
                source,
                "the brokers have not answered for " + silence.toSeconds() + " s",
                "check model.kafka.bootstrap.servers and the network",
                null);
    }

    /** What an exception of the consumer means. */
    static MojoException of(ModelTopic source, Throwable e) {
        if (e instanceof TopicAuthorizationException unauthorized) {
            return unreadable(
                    source,
                    "the worker may not read " + String.join(", ", new TreeSet<>(unauthorized.unauthorizedTopics())),
                    "allow it Read on the topic",
                    e);
        }
        if (isRefusal(e)) {
            return unreadable(
                    source, "the brokers refuse the worker", "check the security settings of model.kafka.consumer", e);
        }
        if (e instanceof TimeoutException) {
            return unreadable(
                    source, "the brokers do not answer", "check model.kafka.bootstrap.servers and the network", e);
        }
        return unreadable(source, cause(e), "check the settings model.kafka.consumer", e);
    }

    /** Whether it takes a person to make an end of it. */
    static boolean isRefusal(Throwable e) {
        return e instanceof AuthorizationException || e instanceof AuthenticationException;
    }

    /** Whether the consumer itself is well, and can go on. */
    static boolean isOfTheTopic(Throwable e) {
        return e instanceof MojoException || e instanceof TimeoutException || isRefusal(e);
    }

    static MojoException notAnnounced(ModelTopic source, String name) {
        return Problem.of(ModelError.NOT_ANNOUNCED, "No model is announced under this name")
                .where(name + " on " + source)
                .why("the topic has no announcement of it")
                .fix("publish it with mojo publish, or correct model.kafka.name");
    }

    static MojoException withdrawn(ModelTopic source, String name) {
        return Problem.of(ModelError.NOT_ANNOUNCED, "The model is withdrawn")
                .where(name + " on " + source)
                .why("its last record on the topic is a tombstone")
                .fix("publish it again, or use another model");
    }

    static MojoException interrupted(ModelTopic source) {
        return unreadable(source, "the task was interrupted while it waited", "restart the task", null);
    }

    private static MojoException unreadable(ModelTopic source, String why, String fix, @Nullable Throwable cause) {
        return Problem.of(ModelError.TOPIC, "The topic of the model cannot be read")
                .where(source.toString())
                .why(why)
                .cause(cause)
                .fix(fix);
    }

    /** Kafka names the setting that it does not like; it never shows a password. */
    private static String cause(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        if (!(last instanceof ConfigException) || last.getMessage() == null) {
            return "the consumer failed with " + last.getClass().getSimpleName();
        }
        String text = last.getMessage().replaceAll("\\p{Cntrl}", " ");
        return text.substring(0, Math.min(MAX_CAUSE, text.length()));
    }
}

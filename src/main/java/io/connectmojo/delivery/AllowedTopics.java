package io.connectmojo.delivery;

import io.connectmojo.model.OperatorSetting;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that models may come from, as the operator of the worker has set them. Empty: any. */
record AllowedTopics(Optional<Set<String>> topics) {
    private static final Logger log = LoggerFactory.getLogger(AllowedTopics.class);
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    static AllowedTopics ofWorker() {
        AllowedTopics allowed = of(OperatorSetting.ofWorker());
        if (allowed.topics.isEmpty() && TOLD.compareAndSet(false, true)) {
            log.info(
                    "Models may come from any topic; the operator can limit them with {} or {}",
                    OperatorSetting.property("topics"),
                    OperatorSetting.variable("topics"));
        }
        return allowed;
    }

    static AllowedTopics of(UnaryOperator<String> settings) {
        return new AllowedTopics(Optional.ofNullable(settings.apply("topics"))
                .map(list -> Stream.of(list.split(","))
                        .map(String::trim)
                        .filter(topic -> !topic.isEmpty())
                        .collect(Collectors.toUnmodifiableSet())));
    }

    /** Throws M041 for a topic that is not among them. */
    void check(String topic) {
        if (topics.isPresent() && !topics.get().contains(topic)) {
            throw Problem.of(ModelError.TOPIC_NOT_ALLOWED, "Models may not come from this topic")
                    .where(topic)
                    .why("the operator of the worker allows others")
                    .fix("use an allowed topic, or add it to " + OperatorSetting.property("topics"));
        }
    }
}

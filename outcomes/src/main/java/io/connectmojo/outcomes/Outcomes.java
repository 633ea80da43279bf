package io.connectmojo.outcomes;

import io.connectmojo.outcomes.act.Announcer;
import io.connectmojo.outcomes.act.TopicAnnouncer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program: runs until a signal, which ends it cleanly, or a failure, which ends it with exit code 1. */
public final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private Outcomes() {}

    public static void main(String[] arguments) {
        CommandLine command = Flags.commandLine(new Flags() {
            @Override
            int run() throws InterruptedException {
                return Outcomes.run(this);
            }
        });
        System.exit(command.execute(arguments));
    }

    private static int run(Flags flags) throws InterruptedException {
        Announcer.Source models = () -> new TopicAnnouncer(flags.clients(), flags.act.models);
        int partitions;
        try {
            partitions = new Topics(flags).check();
        } catch (InvalidConfigurationException e) {
            LOG.error(e.getMessage());
            return 1;
        }
        AtomicBoolean failed = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        KafkaStreams streams =
                new KafkaStreams(new OutcomesTopology(flags, partitions, models).build(), flags.streams());
        streams.setUncaughtExceptionHandler(e -> {
            LOG.error("stopping, because the stream failed", e);
            failed.set(true);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((state, before) -> {
            LOG.info("{}", state);
            if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
                ended.countDown();
            }
        });
        Thread atExit = new Thread(() -> close(streams, ended), "end of the stream");
        Runtime.getRuntime().addShutdownHook(atExit);
        streams.start();
        ended.await();
        return failed.get() ? 1 : 0;
    }

    /** Closes before the listener is told of it; without waiting for the listener, the JVM may be gone before the log has the last line. */
    private static void close(KafkaStreams streams, CountDownLatch told) {
        streams.close();
        try {
            told.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.connectmojo.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One released version of Kafka, whose jars the build has resolved from integration-tests/workers, and the Java that it runs on. */
record KafkaLine(String version, Jdk jdk) {
    /** The newest line of which every artefact is on Maven Central; brokers come from it, too. */
    static final KafkaLine NEWEST = new KafkaLine("4.3.1");

    private static final Path RESOLVED = Path.of(System.getProperty("workers.dir", "target/workers"));

    KafkaLine(String version) {
        this(version, Jdk.OF_THE_BUILD);
    }

    /** Every line that the build resolves, newest first. */
    static List<KafkaLine> all() throws IOException {
        return WorkerMatrix.versions().stream().map(KafkaLine::new).toList();
    }

    KafkaLine on(Jdk other) {
        return new KafkaLine(version, other);
    }

    String classPath() throws IOException {
        return Files.readString(RESOLVED.resolve(version + ".classpath")).strip();
    }

    /** The folder that holds the file connectors, as a {@code plugin.path} entry. */
    Path fileConnectors() {
        return RESOLVED.resolve(version + ".plugins").toAbsolutePath();
    }

    /** Kafka 4 logs through Log4j 2, Kafka 3 through Log4j 1. */
    private boolean usesLog4j2() {
        return !version.startsWith("3.");
    }

    String loggingOption(Path file) {
        return (usesLog4j2() ? "-Dlog4j2.configurationFile=" : "-Dlog4j.configuration=") + file.toUri();
    }

    String logging() {
        return usesLog4j2() ? """
                rootLogger.level=INFO
                rootLogger.appenderRef.out.ref=out
                appender.out.type=Console
                appender.out.name=out
                appender.out.layout.type=PatternLayout
                appender.out.layout.pattern=%d %p %c - %m%n
                """ : """
                log4j.rootLogger=INFO, out
                log4j.appender.out=org.apache.log4j.ConsoleAppender
                log4j.appender.out.layout=org.apache.log4j.PatternLayout
                log4j.appender.out.layout.ConversionPattern=%d %p %c - %m%n
                """;
    }
}

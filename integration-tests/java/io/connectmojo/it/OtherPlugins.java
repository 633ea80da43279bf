package io.connectmojo.it;

import java.nio.file.Path;

/** Other people's products that the build has unpacked from integration-tests/connectors. */
final class OtherPlugins {
    private static final Path RESOLVED =
            Path.of(System.getProperty("connectors.dir", "target/connectors")).toAbsolutePath();

    private OtherPlugins() {}

    /** A {@code plugin.path} entry with Debezium's JDBC sink. */
    static Path debeziumJdbc() {
        return RESOLVED.resolve("debezium-jdbc.plugins");
    }

    /** A {@code plugin.path} entry with Debezium's PostgreSQL source. */
    static Path debeziumPostgres() {
        return RESOLVED.resolve("debezium-postgres.plugins");
    }

    /** A {@code plugin.path} entry with Apicurio's converters. */
    static Path apicurioConverter() {
        return RESOLVED.resolve("apicurio.plugins");
    }

    /** The folder of Apicurio's registry server. */
    static Path apicurioRegistry() {
        return RESOLVED.resolve("apicurio-registry");
    }

    /** Prometheus' JMX exporter, an agent of a worker's JVM. */
    static Path jmxExporter() {
        return RESOLVED.resolve("jmx-exporter/jmx_prometheus_javaagent.jar");
    }
}

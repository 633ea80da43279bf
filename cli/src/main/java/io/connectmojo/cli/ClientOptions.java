package io.connectmojo.cli;

import io.connectmojo.delivery.ModelNames;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What says which brokers are meant. */
class ClientOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "The brokers, separated by commas. Required unless --client-config names them.")
    private String bootstrap;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Properties file with settings of Kafka's clients, such as those of security.")
    private Path clientConfig;

    /** Whether the command line says which brokers. */
    final boolean areGiven() {
        return bootstrap != null || clientConfig != null;
    }

    /** The brokers, for messages. */
    final String brokers() {
        return String.valueOf(client().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** What every client is made with. Throws C120. */
    final Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>();
        if (clientConfig != null) {
            Properties properties = new Properties();
            try (Reader file = Files.newBufferedReader(clientConfig, StandardCharsets.UTF_8)) {
                properties.load(file);
            } catch (IOException | IllegalArgumentException e) {
                throw unusable("it cannot be read as a properties file");
            }
            properties.stringPropertyNames().forEach(name -> client.put(name, properties.getProperty(name)));
        }
        if (bootstrap != null) {
            client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        }
        if (!client.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new ParameterException(
                    spec.commandLine(), "Missing: --bootstrap-server, or --client-config with bootstrap.servers");
        }
        return client;
    }

    /** The name of a topic, as Kafka takes it. */
    final String checked(String name) {
        if (!ModelNames.isTopic(name)) {
            throw new ParameterException(spec.commandLine(), "'" + name + "' is not a topic's name");
        }
        return name;
    }

    private MojoException unusable(String why) {
        return Problem.of(CommandError.CLIENT_CONFIG, "The settings of Kafka's clients cannot be used")
                .where(clientConfig.toString())
                .why(why)
                .fix("name a properties file such as Kafka's own commands take");
    }
}

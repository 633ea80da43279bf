package io.connectmojo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.connectmojo.MojoScorer;
import io.connectmojo.cli.doctor.Fault;
import io.connectmojo.cli.doctor.FileRights;
import io.connectmojo.cli.doctor.Finding;
import io.connectmojo.cli.doctor.PluginPath;
import io.connectmojo.cli.doctor.WorkerMachine;
import io.connectmojo.cli.doctor.WorkerRest;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mojo doctor}: why a worker does not have the plugin, or a connector does not score. */
@Command(
        name = "doctor",
        description = "Looks for what is wrong with an installation of the plugin, and says how to put it right.",
        footer = {
            "",
            "Looks at what the options name. Run it on the worker's machine, with the worker's environment variables. It changes"
                    + " nothing.",
            "",
            "Examples:",
            "  mojo doctor --plugin-path plugins",
            "  mojo doctor --plugin-path plugins --worker http://localhost:8083",
            "  mojo doctor --worker-config connect-distributed.properties --config connector.json --user kafka",
        })
final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--plugin-path",
            split = ",",
            paramLabel = "DIR",
            description = "Folders of the worker's plugin.path, separated by commas.")
    private List<Path> folders = List.of();

    @Option(
            names = "--worker",
            paramLabel = "URL",
            description = "Address of the worker's REST interface, such as http://localhost:8083.")
    private URI address;

    @Option(names = "--config", paramLabel = "FILE", description = "The connector's configuration, JSON or properties.")
    private Path config;

    @Option(
            names = "--worker-config",
            paramLabel = "FILE",
            description = "The worker's properties file: tells plugin.path, plugin.discovery and the converters.")
    private Path workerConfig;

    @Option(
            names = "--java-home",
            paramLabel = "DIR",
            description =
                    "The worker's Java. Default: the environment variable JAVA_HOME, or the Java of this command.")
    private Path javaHome;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The user that the worker runs as. Default: the user of this command.")
    private String user;

    @Option(names = "--json", description = "Prints the faults as one JSON array.")
    private boolean json;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        check();
        Map<String, String> worker = worker();
        List<Path> roots = folders.isEmpty() ? pluginPath(worker) : folders;
        List<Finding> findings = new ArrayList<>(machine().findings());
        List<String> well = new ArrayList<>();
        Optional<PluginPath> plugins = roots.isEmpty()
                ? Optional.empty()
                : Optional.of(PluginPath.of(roots, "service_load".equals(worker.get("plugin.discovery"))));
        plugins.ifPresent(path -> {
            findings.addAll(path.findings());
            well.addAll(path.places());
        });
        if (address != null) {
            Set<String> expected = plugins.map(PluginPath::versions)
                    .filter(versions -> !versions.isEmpty())
                    .<Set<String>>map(versions -> versions)
                    .orElse(Set.of(new MojoScorer.Value<>().version()));
            WorkerRest rest = WorkerRest.of(address, expected);
            findings.addAll(rest.findings());
            well.addAll(rest.well());
        }
        if (config != null) {
            List<Finding> found = ConnectorExam.findings(config, worker, plugins, rights());
            findings.addAll(found);
            if (found.isEmpty()) {
                well.add("the connector of " + config + " can score");
            }
        }
        tell(findings, well);
        return (findings.isEmpty() ? ExitCode.OK : ExitCode.CONFIG).number();
    }

    private void check() {
        if (folders.isEmpty() && address == null && config == null && workerConfig == null) {
            throw misused("Name what to look at: --plugin-path, --worker, --worker-config or --config");
        }
        boolean isHttp = address == null
                || address.getHost() != null
                        && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
        if (!isHttp) {
            throw misused("--worker takes an address such as http://localhost:8083");
        }
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Map<String, String> worker() {
        Map<String, String> worker = new HashMap<>();
        if (workerConfig != null) {
            Properties properties = new Properties();
            try (Reader in = Files.newBufferedReader(workerConfig, StandardCharsets.UTF_8)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw misused("--worker-config takes a properties file that can be read");
            }
            properties.stringPropertyNames().forEach(name -> worker.put(name, properties.getProperty(name)));
        }
        return worker;
    }

    private static List<Path> pluginPath(Map<String, String> worker) {
        return Stream.of(worker.getOrDefault("plugin.path", "").split(","))
                .map(String::trim)
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }

    private WorkerMachine machine() {
        String ofScripts = System.getenv("JAVA_HOME");
        Path home = javaHome != null
                ? javaHome
                : Path.of(ofScripts == null || ofScripts.isBlank() ? System.getProperty("java.home") : ofScripts);
        String options = System.getenv("KAFKA_OPTS");
        return new WorkerMachine(
                Optional.of(home), System.getProperty("native.encoding", "UTF-8"), options == null ? "" : options);
    }

    private Optional<FileRights> rights() {
        if (user == null) {
            return Optional.empty();
        }
        Optional<FileRights> rights = FileRights.of(user);
        if (rights.isEmpty()) {
            throw misused("--user: this machine knows no user '" + user + "'");
        }
        return rights;
    }

    private void tell(List<Finding> findings, List<String> well) {
        if (json) {
            ArrayNode array = new ObjectMapper().createArrayNode();
            for (Finding finding : findings) {
                Fault fault = finding.fault();
                array.addObject()
                        .put("fault", fault.id())
                        .put("where", finding.where())
                        .put("detail", finding.detail())
                        .put("cause", fault.cause())
                        .put("fix", fault.fix());
            }
            terminal.out().println(array.toPrettyString());
        } else {
            well.forEach(line -> terminal.out().println("ok: " + line));
            for (Finding finding : findings) {
                Fault fault = finding.fault();
                terminal.out().println(terminal.bold(fault.id()) + " [" + finding.where() + "]: " + finding.detail());
                terminal.out().println("  " + fault.cause());
                terminal.out().println("  Fix: " + fault.fix());
            }
        }
        terminal.out().flush();
        if (!json) {
            terminal.say(
                    findings.isEmpty()
                            ? "no fault found"
                            : findings.size() + (findings.size() == 1 ? " fault" : " faults"));
        }
    }
}

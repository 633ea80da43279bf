package io.connectmojo.cli;

import io.connectmojo.cli.doctor.Fault;
import io.connectmojo.cli.doctor.FileRights;
import io.connectmojo.cli.doctor.Finding;
import io.connectmojo.cli.doctor.PluginPath;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** What keeps a connector from scoring on a worker: its file, its settings, what its records are, and its models. */
final class ConnectorExam {
    private static final Pattern TEXT = Pattern.compile(".*\\.(String|ByteArray)Converter");
    private static final Pattern FIELDS = Pattern.compile(".*\\.(Json|Avro|JsonSchema|Protobuf)Converter");
    private static final String CONNECT = "connect";

    private final Path file;
    private final Map<String, String> worker;
    private final Optional<PluginPath> plugins;
    private final Optional<FileRights> user;
    private final List<Finding> findings = new ArrayList<>();

    /** @param worker settings of the worker, as far as they are known */
    private ConnectorExam(
            Path file, Map<String, String> worker, Optional<PluginPath> plugins, Optional<FileRights> user) {
        this.file = file;
        this.worker = worker;
        this.plugins = plugins;
        this.user = user;
    }

    /** Throws C101 for a file that is no connector's. */
    static List<Finding> findings(
            Path file, Map<String, String> worker, Optional<PluginPath> plugins, Optional<FileRights> user) {
        ConnectorExam exam = new ConnectorExam(file, worker, plugins, user);
        if (exam.isText()) {
            exam.look(ConnectorFile.read(file));
        }
        return exam.findings;
    }

    /** What cannot be read at all is told when it is read. */
    private boolean isText() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
            return true;
        } catch (CharacterCodingException e) {
            add(Fault.NOT_UTF8, file.toString(), "it has bytes that are not UTF-8");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void look(ConnectorFile connector) {
        if (connector.scoring().isEmpty()) {
            add(Fault.SETTING, "transforms", connector.withoutScorer().firstLine());
        }
        WorkerCheck.findings(connector).stream()
                .filter(WorkerCheck.Finding::certain)
                .forEach(finding -> add(Fault.SETTING, finding.key(), finding.message()));
        boolean isRefused = !findings.isEmpty();
        for (String alias : connector.scoring()) {
            if (connector.aliases().get(0).equals(alias)) {
                records(connector, alias);
            }
            if (!isRefused) {
                model(connector, alias);
            }
        }
    }

    /** What the first transform gets: a sink's from its converter, a source's from its connector. */
    private void records(ConnectorFile connector, String alias) {
        String format = connector.settings(alias).getOrDefault("input.format", CONNECT);
        if (!connector.isSink()) {
            String name = connector.config().get("connector.class");
            if (ConnectorFile.SOURCE_OF_LINES.equals(name) && format.equals(CONNECT)) {
                add(Fault.TEXT_VALUES, "connector.class", "FileStreamSourceConnector sends lines of text");
            }
            return;
        }
        String setting = connector.scoresKey(alias) ? "key.converter" : "value.converter";
        String name = String.valueOf(connector.config().getOrDefault(setting, worker.get(setting)))
                .trim();
        if (TEXT.matcher(name).matches() && format.equals(CONNECT)) {
            add(Fault.TEXT_VALUES, setting, "it is " + name);
        }
        if (FIELDS.matcher(name).matches() && format.equals("json")) {
            add(Fault.NO_TEXT, setting, "it is " + name);
        }
    }

    private void model(ConnectorFile connector, String alias) {
        Path path = connector.modelPath(alias);
        boolean isThere = path != null && Files.exists(path);
        if (isThere && plugins.isPresent() && plugins.get().holds(path)) {
            add(Fault.MODEL_IN_PLUGIN_PATH, path.toString(), "plugin.path has its folder");
        }
        if (isThere && user.isPresent() && isBarred(path, user.get())) {
            return;
        }
        try {
            OfflineTransform.open(connector, alias).close();
        } catch (ConfigException e) {
            add(Fault.SETTING, "transforms." + alias, e.getMessage());
        } catch (MojoException e) {
            add(fault(e, isThere), "transforms." + alias, e.firstLine());
        }
    }

    private boolean isBarred(Path path, FileRights rights) {
        try {
            Optional<Path> barred = rights.firstBarred(path);
            barred.ifPresent(
                    place -> add(Fault.MODEL_UNREADABLE, place.toString(), rights.user() + " has no right to it"));
            return barred.isPresent();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static Fault fault(MojoException problem, boolean isThere) {
        if (problem.code() == ModelError.NOT_ALLOWED) {
            return Fault.MODEL_NOT_ALLOWED;
        }
        if (problem.code() == ModelError.NOT_FOUND && isThere) {
            return Fault.MODEL_UNREADABLE;
        }
        return problem.code().id().startsWith("M") ? Fault.MODEL : Fault.SETTING;
    }

    private void add(Fault fault, String where, String detail) {
        findings.add(new Finding(fault, where, detail));
    }
}

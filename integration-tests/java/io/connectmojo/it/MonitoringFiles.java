package io.connectmojo.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that users copy into their Prometheus and Grafana, and what they say. */
public final class MonitoringFiles {
    public static final Path FOLDER = Path.of("monitoring");
    public static final Path EXPORTER_RULES = FOLDER.resolve("jmx-exporter.yml");
    public static final Path ALERTS = FOLDER.resolve("alerts.yml");
    public static final Path ALERTS_TEST = FOLDER.resolve("alerts-test.yml");
    public static final Path PAGE = Path.of("docs/monitoring.md");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private MonitoringFiles() {}

    public static JsonNode dashboard() throws IOException {
        return JSON.readTree(FOLDER.resolve("grafana-dashboard.json").toFile());
    }

    public static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    /** The panels that show something; rows do not. */
    public static List<JsonNode> panels() throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : dashboard().get("panels")) {
            if (!panel.get("type").asText().equals("row")) {
                panels.add(panel);
            }
        }
        return panels;
    }

    /** What the panels ask Prometheus for. */
    public static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            panel.get("targets")
                    .forEach(target -> queries.add(target.get("expr").asText()));
        }
        return queries;
    }

    public static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        yaml(ALERTS).get("groups").forEach(group -> group.get("rules").forEach(alerts::add));
        return alerts;
    }
}

package io.connectmojo.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The REST interface of a worker. Every answer of another status than expected is an exception that shows it. */
final class ConnectRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONFLICT = 409;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;

    ConnectRest(URI address) {
        this.address = address;
    }

    URI address() {
        return address;
    }

    /** Whether the worker answers and has these connectors. */
    boolean isReadyWith(List<String> connectors) {
        try {
            HttpResponse<String> response = call("GET", "/connectors", null);
            return response.statusCode() == 200 && texts(answer(response, 200)).containsAll(connectors);
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    JsonNode get(String path) {
        return answer(call("GET", path, null), 200);
    }

    /** {@code POST /connectors} with a name and a configuration. */
    void create(String name, Map<String, String> config) {
        String body = json(Map.of("name", name, "config", config));
        HttpResponse<String> response = call("POST", "/connectors", body);
        // a rebalance of the worker just now: it asks to be called again
        for (int i = 0; response.statusCode() == CONFLICT && i < 50; i++) {
            pause();
            response = call("POST", "/connectors", body);
        }
        answer(response, 201);
    }

    /** {@code PUT /connectors/NAME/config} with another configuration of the connector. */
    void update(String name, Map<String, String> config) {
        String path = "/connectors/" + name + "/config";
        HttpResponse<String> response = call("PUT", path, json(config));
        for (int i = 0; response.statusCode() == CONFLICT && i < 50; i++) {
            pause();
            response = call("PUT", path, json(config));
        }
        answer(response, 200);
    }

    /** The messages of {@code PUT /connector-plugins/TYPE/config/validate}, each behind the key that it is about. */
    List<String> problems(String connectorType, Map<String, String> config) {
        JsonNode answer =
                answer(call("PUT", "/connector-plugins/" + connectorType + "/config/validate", json(config)), 200);
        List<String> problems = new ArrayList<>();
        for (JsonNode item : answer.get("configs")) {
            JsonNode value = item.get("value");
            value.get("errors").forEach(error -> problems.add(value.get("name").asText() + ": " + error.asText()));
        }
        return problems;
    }

    JsonNode status(String connector) {
        return get("/connectors/" + connector + "/status");
    }

    /** The state of the connector's first task, {@code NONE} as long as there is none. */
    String taskState(String connector) {
        HttpResponse<String> response = call("GET", "/connectors/" + connector + "/status", null);
        if (response.statusCode() != 200) {
            return "NONE";
        }
        return answer(response, 200).at("/tasks/0/state").asText("NONE");
    }

    /** The stack trace that the REST interface shows for the connector's first task. */
    String taskTrace(String connector) {
        return status(connector).at("/tasks/0/trace").asText("");
    }

    /** The connector's tasks stand still, and stay. */
    void pause(String connector) {
        answer(call("PUT", "/connectors/" + connector + "/pause", null), 202);
    }

    void resume(String connector) {
        answer(call("PUT", "/connectors/" + connector + "/resume", null), 202);
    }

    /** Starts a task again, as an operator does. */
    void restartTask(String connector, int task) {
        answer(call("POST", "/connectors/" + connector + "/tasks/" + task + "/restart", null), 204);
    }

    /** Every plugin of the worker, the name of its class and its version with a blank between. */
    List<String> plugins() {
        List<String> plugins = new ArrayList<>();
        for (JsonNode plugin : get("/connector-plugins?connectorsOnly=false")) {
            plugins.add(
                    plugin.get("class").asText() + " " + plugin.get("version").asText());
        }
        return plugins;
    }

    List<String> connectors() {
        return texts(get("/connectors"));
    }

    void delete(String connector) {
        HttpResponse<String> response = call("DELETE", "/connectors/" + connector, null);
        for (int i = 0; response.statusCode() == CONFLICT && i < 50; i++) {
            pause();
            response = call("DELETE", "/connectors/" + connector, null);
        }
        answer(response, 204);
    }

    private HttpResponse<String> call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path.replace("$", "%24")))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method + " " + path, e);
        }
    }

    private static JsonNode answer(HttpResponse<String> response, int expected) {
        if (response.statusCode() != expected) {
            throw new IllegalStateException(response.request().method() + " " + response.uri() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

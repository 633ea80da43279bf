package io.connectmojo.it;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Apicurio's registry of schemas, which keeps them in memory. */
final class SchemaRegistry implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JvmProcess process;
    private final String url;

    private SchemaRegistry(JvmProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    static SchemaRegistry start(Path folder) throws IOException, InterruptedException {
        int port = JvmProcess.freePort();
        JvmProcess process = JvmProcess.startJar(
                jar(), folder, "registry", List.of("-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port));
        SchemaRegistry registry = new SchemaRegistry(process, "http://127.0.0.1:" + port + "/apis/registry/v2");
        try {
            process.await(START, registry::answers);
            return registry;
        } catch (RuntimeException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(OtherPlugins.apicurioRegistry())) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    String url() {
        return url;
    }

    private boolean answers() {
        try {
            return get("/search/artifacts").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** How many versions of the schema there are. */
    int versions(String artifact) throws IOException {
        HttpResponse<String> response = get("/groups/default/artifacts/" + artifact + "/versions");
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        JsonNode answer = new ObjectMapper().readTree(response.body());
        return answer.get("count").asInt();
    }

    /** Demands of every further version of any schema that it is compatible with those before. */
    void demandCompatibility(String level) {
        String rule = "{\"type\":\"COMPATIBILITY\",\"config\":\"" + level + "\"}";
        HttpResponse<String> response = call("POST", "/admin/rules", rule);
        if (response.statusCode() != 204) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
    }

    /** Whether the schema would do as a further version, by the registry's rules. */
    boolean accepts(String artifact, String schema) {
        HttpResponse<String> response = call("PUT", "/groups/default/artifacts/" + artifact + "/test", schema);
        if (response.statusCode() != 204 && response.statusCode() != 409) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.statusCode() == 204;
    }

    /** The text of the newest version. */
    String latest(String artifact) {
        HttpResponse<String> response = get("/groups/default/artifacts/" + artifact);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    private HttpResponse<String> call(String method, String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

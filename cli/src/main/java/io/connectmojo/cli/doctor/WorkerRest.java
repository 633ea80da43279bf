package io.connectmojo.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.MojoScorer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a worker says of itself and its plugins. */
public final class WorkerRest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final int OLDEST_MAJOR = 3;
    private static final int OLDEST_MINOR = 7;
    private static final String PLUGINS = "connector-plugins?connectorsOnly=false";

    private final URI address;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> well = new ArrayList<>();

    private WorkerRest(URI address) {
        this.address = address;
    }

    /**
     * Asks a worker.
     *
     * @param address of its REST interface
     * @param expected the versions of the plugin that are installed, or that of this command
     */
    public static WorkerRest of(URI address, Set<String> expected) {
        WorkerRest rest = new WorkerRest(address.getPath().endsWith("/") ? address : URI.create(address + "/"));
        try {
            rest.ask(expected);
        } catch (IOException e) {
            rest.add(Fault.NO_ANSWER, e instanceof JsonProcessingException ? "its answer is not JSON" : why(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            rest.add(Fault.NO_ANSWER, "this command was interrupted");
        }
        return rest;
    }

    public List<Finding> findings() {
        return findings;
    }

    /** What is well. */
    public List<String> well() {
        return well;
    }

    private static String why(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void ask(Set<String> expected) throws IOException, InterruptedException {
        JsonNode version = get("").path("version");
        Matcher matcher = VERSION.matcher(version.asText());
        if (!matcher.matches()) {
            throw new IOException("its answer has no version");
        }
        int major = Integer.parseInt(matcher.group(1));
        if (major < OLDEST_MAJOR || major == OLDEST_MAJOR && Integer.parseInt(matcher.group(2)) < OLDEST_MINOR) {
            add(Fault.OLD_WORKER, "it is of Kafka " + version.asText());
        } else {
            well.add("the worker at " + address + " is of Kafka " + version.asText());
        }
        TreeSet<String> listed = listed(get(PLUGINS));
        String versions = String.join(", ", listed);
        if (listed.isEmpty()) {
            add(Fault.NOT_LISTED, "it does not list " + MojoScorer.Value.class.getName());
        } else if (!listed.containsAll(expected)) {
            add(Fault.OTHER_VERSION, "it lists version " + versions + ", and here is " + String.join(", ", expected));
        } else {
            well.add("the worker lists the plugin " + versions);
        }
    }

    /** Versions of the plugin: a worker may have several. */
    private static TreeSet<String> listed(JsonNode plugins) {
        TreeSet<String> versions = new TreeSet<>();
        for (JsonNode plugin : plugins) {
            if (plugin.path("class").asText().equals(MojoScorer.Value.class.getName())) {
                versions.add(plugin.path("version").asText());
            }
        }
        return versions;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT).build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("it answers with status " + answer.statusCode());
        }
        return new ObjectMapper().readTree(answer.body());
    }

    private void add(Fault fault, String detail) {
        findings.add(new Finding(fault, address.toString(), detail));
    }
}

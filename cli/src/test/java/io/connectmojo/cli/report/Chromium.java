package io.connectmojo.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real Chromium without a window, and one page in it, driven by the DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    /** The program; empty where there is none. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Chromium(Process process, URI page) {
        this.process = process;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .join();
    }

    /** @param folder an empty one for what the browser keeps */
    static Chromium start(Path program, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("DevTools listening on ")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("Chromium did not start");
        }
        Thread drain = new Thread(() -> lines.lines().forEach(ignored -> {}), "chromium-log");
        drain.setDaemon(true);
        drain.start();
        URI browser = URI.create(line.substring("DevTools listening on ".length()));
        String list = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + browser.getPort() + "/json/list"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode target : JSON.readTree(list)) {
            if (target.get("type").asText().equals("page")) {
                Chromium started = new Chromium(
                        process, URI.create(target.get("webSocketDebuggerUrl").asText()));
                started.call("Page.enable");
                started.call("Runtime.enable");
                started.call("Log.enable");
                started.call("Network.enable");
                return started;
            }
        }
        throw new IOException("Chromium has no page");
    }

    /** Sends a command, with parameters in turn: name, value. */
    JsonNode call(String method, Object... parameters) {
        int id = calls.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        ObjectNode given = message.putObject("params");
        for (int i = 0; i < parameters.length; i += 2) {
            given.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(message.toString(), true).join();
        try {
            JsonNode result = answer.get(SECONDS, TimeUnit.SECONDS);
            if (result.has("error")) {
                throw new IllegalStateException(method + ": " + result.get("error"));
            }
            return result.path("result");
        } catch (Exception e) {
            throw new IllegalStateException(method, e);
        }
    }

    /** Opens a file and waits for its charts. */
    void open(Path file) throws InterruptedException {
        problems.clear();
        call("Page.navigate", "url", file.toUri().toString());
        waitForCharts();
    }

    void waitForCharts() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!evaluate("document.readyState === 'complete' && 'charts' in document.documentElement.dataset")
                .asBoolean()) {
            if (System.nanoTime() > end || !problems.isEmpty()) {
                throw new IllegalStateException("the page has drawn no charts: " + problems);
            }
            Thread.sleep(20);
        }
    }

    /** The value of an expression, also of a promised one. */
    JsonNode evaluate(String expression) {
        JsonNode result =
                call("Runtime.evaluate", "expression", expression, "returnByValue", true, "awaitPromise", true);
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(result.get("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                height,
                "deviceScaleFactor",
                1,
                "mobile",
                false);
    }

    void dark(boolean dark) {
        call(
                "Emulation.setEmulatedMedia",
                "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light")));
    }

    /** Presses and releases a key, such as {@code Tab}. */
    void press(String key, int code) {
        for (String type : List.of("keyDown", "keyUp")) {
            call("Input.dispatchKeyEvent", "type", type, "key", key, "code", key, "windowsVirtualKeyCode", code);
        }
    }

    void screenshot(Path file) throws IOException {
        JsonNode shot = call("Page.captureScreenshot", "format", "png", "captureBeyondViewport", true);
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
    }

    /** Errors on the console, exceptions, and requests for anything but files, since the page was opened. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            try {
                JsonNode node = JSON.readTree(message);
                if (node.has("id")) {
                    answers.remove(node.get("id").asInt()).complete(node);
                    return;
                }
                JsonNode about = node.path("params");
                switch (node.path("method").asText()) {
                    case "Runtime.exceptionThrown" ->
                        problems.add(about.get("exceptionDetails").toString());
                    case "Log.entryAdded" -> {
                        if (about.at("/entry/level").asText().equals("error")) {
                            problems.add(about.get("entry").toString());
                        }
                    }
                    case "Runtime.consoleAPICalled" -> {
                        if (List.of("error", "warning")
                                .contains(about.get("type").asText())) {
                            problems.add(about.get("args").toString());
                        }
                    }
                    case "Network.requestWillBeSent" -> {
                        if (!about.at("/request/url").asText().startsWith("file:")) {
                            problems.add("request: " + about.at("/request/url").asText());
                        }
                    }
                    default -> {}
                }
            } catch (IOException e) {
                problems.add(e.toString());
            }
        }
    }
}

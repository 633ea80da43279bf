package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.connectmojo.MojoScorer;
import io.connectmojo.cases.ModelFolder;
import io.connectmojo.cli.doctor.Fault;
import io.connectmojo.cli.doctor.WorkerMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault of an installation, made from a good one, whose jars are those that this test runs with. */
class DoctorCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "META-INF/services/org.apache.kafka.connect.transforms.Transformation";
    private static final String BUILD = "io/connectmojo/build.properties";
    private static final List<String> JARS = List.of(
            "kafka-connect-mojo",
            "h2o-genmodel",
            "h2o-logger",
            "h2o-tree-api",
            "xgboost-predictor",
            "gson",
            "jackson-");

    @TempDir
    Path temp;

    private Path plugins;
    private Path home;
    private HttpServer server;

    @BeforeEach
    void install() throws IOException {
        plugins = Files.createDirectory(temp.resolve("plugins"));
        home = copyInto(plugins.resolve("connectmojo-kafka-connect-mojo"));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        System.clearProperty("io.connectmojo.model.paths");
    }

    private static Path copyInto(Path folder) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        for (Path jar : jars()) {
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        return folder;
    }

    private static List<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(Path::of)
                .filter(path -> JARS.stream().anyMatch(path.getFileName().toString()::startsWith))
                .filter(path -> path.toString().endsWith(".jar"))
                .toList();
    }

    private static Path pluginJar(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
            return files.filter(file -> file.getFileName().toString().matches("kafka-connect-mojo-[0-9].*"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The plugin's jar without an entry, or with another one in its place. */
    private static void repack(Path jar, String name, byte[] instead) throws IOException {
        Path repacked = jar.resolveSibling("repacked");
        try (JarFile in = new JarFile(jar.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(repacked))) {
            for (JarEntry entry : in.stream().toList()) {
                boolean isIt = entry.getName().equals(name);
                if (!isIt || instead != null) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    out.write(isIt ? instead : in.getInputStream(entry).readAllBytes());
                    out.closeEntry();
                }
            }
        }
        Files.move(repacked, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** What is found, but for what the locale of the build gives. */
    private Set<String> faults(Object... args) throws IOException {
        List<Object> all = new ArrayList<>(List.of("doctor", "--json"));
        all.addAll(List.of(args));
        MojoRun run = MojoRun.of(all.toArray());
        assertThat(run.err()).isEmpty();
        JsonNode found = JSON.readTree(run.out());
        assertThat(run.exit()).isEqualTo(found.isEmpty() ? 0 : ExitCode.CONFIG.number());
        Set<String> faults = new TreeSet<>();
        for (JsonNode fault : found) {
            assertThat(fault.get("where").asText()).isNotEmpty();
            assertThat(fault.get("detail").asText()).isNotEmpty();
            assertThat(fault.get("fix").asText()).endsWith(".");
            faults.add(fault.get("fault").asText());
        }
        faults.remove(Fault.ENCODING.id());
        return faults;
    }

    private Set<String> ofPluginPath() throws IOException {
        return faults("--plugin-path", plugins);
    }

    private void assertOnly(Set<String> found, Fault fault) {
        assertThat(found).containsExactly(fault.id());
    }

    private static Set<String> foundByKafka(Path path) {
        Plugins scanned = new Plugins(Map.of("plugin.path", path.toString(), "plugin.discovery", "service_load"));
        Set<String> classes = new TreeSet<>();
        scanned.transformations().stream()
                .filter(found -> found.location().startsWith("file:" + path))
                .forEach(found -> classes.add(found.className()));
        return classes;
    }

    @Test
    void goodInstallation_hasNoFault() throws Exception {
        assertThat(ofPluginPath()).isEmpty();
        assertThat(foundByKafka(plugins)).contains(MojoScorer.Value.class.getName());
        MojoRun run = MojoRun.of("doctor", "--plugin-path", plugins);
        assertThat(run.out()).contains("ok: the plugin " + new MojoScorer.Value<>().version() + " is in " + home);
    }

    @Test
    void everyFault_isToldWithItsFix() throws Exception {
        Files.delete(pluginJar(home));
        MojoRun run = MojoRun.of("doctor", "--plugin-path", plugins);
        assertThat(run.out())
                .contains("not-installed [" + plugins + "]: ")
                .contains("  " + Fault.NOT_INSTALLED.cause())
                .contains("  Fix: " + Fault.NOT_INSTALLED.fix());
        assertThat(run.err()).matches("[12] faults?\n");
    }

    @Test
    void folderThatDoesNotExist_isTold() throws Exception {
        assertOnly(faults("--plugin-path", temp.resolve("none")), Fault.NO_FOLDER);
    }

    @Test
    void noPlugin_isTold() throws Exception {
        assertOnly(faults("--plugin-path", Files.createDirectories(temp.resolve("empty"))), Fault.NOT_INSTALLED);
    }

    @Test
    void archiveThatIsNotUnzipped_isTold() throws Exception {
        Path other = Files.createDirectories(temp.resolve("other"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other.resolve("connectmojo.zip")))) {
            zip.putNextEntry(new JarEntry("connectmojo/lib/kafka-connect-mojo-0.1.0.jar"));
            Files.copy(pluginJar(home), zip);
        }
        assertOnly(faults("--plugin-path", other), Fault.NOT_UNZIPPED);
        assertThat(foundByKafka(other)).isEmpty();
    }

    @Test
    void looseJar_isTold() throws Exception {
        Path loose = Files.createDirectories(temp.resolve("loose"));
        Path jar = Files.copy(pluginJar(home), loose.resolve("kafka-connect-mojo-0.1.0.jar"));
        assertThat(jar).exists();
        assertOnly(faults("--plugin-path", loose), Fault.LOOSE_JAR);
        assertThat(faults("--plugin-path", home.resolve("lib"))).contains(Fault.LOOSE_JAR.id());
    }

    @Test
    void folderAmongOthers_isTooDeep() throws Exception {
        Path all = Files.createDirectory(plugins.resolve("all"));
        Files.move(home, all.resolve("connectmojo"));
        assertThat(ofPluginPath()).isEmpty();
        Files.copy(jars().get(0), Files.createDirectory(all.resolve("others")).resolve("other.jar"));
        assertThat(ofPluginPath()).contains(Fault.TOO_DEEP.id());
    }

    @Test
    void twoCopies_areTold() throws Exception {
        copyInto(plugins.resolve("connectmojo-old"));
        assertOnly(ofPluginPath(), Fault.TWO_COPIES);
    }

    /** As the page on upgrades has it; Kafka lists both, by their versions. */
    @Test
    void twoVersions_areNoFault() throws Exception {
        Path next = copyInto(plugins.resolve("connectmojo-next"));
        repack(pluginJar(next), BUILD, "version=9.9.9\n".getBytes(StandardCharsets.UTF_8));
        assertThat(ofPluginPath()).isEmpty();
        String ours = new MojoScorer.Value<>().version();
        String both = listing(ours).replace("]", ",") + listing("9.9.9").substring(1);
        assertThat(faults("--plugin-path", plugins, "--worker", worker("{\"version\":\"4.1.0\"}", both)))
                .isEmpty();
        server.stop(0);
        String behind = worker("{\"version\":\"4.1.0\"}", listing(ours));
        assertOnly(faults("--plugin-path", plugins, "--worker", behind), Fault.OTHER_VERSION);
    }

    /** As the quick start has Kafka's file connector. */
    @Test
    void jarInPluginPath_isAPluginOfItsOwn() throws Exception {
        Path gson = jars().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("gson"))
                .findFirst()
                .orElseThrow();
        Path other = Files.copy(gson, temp.resolve("connect-file.jar"));
        assertThat(faults("--plugin-path", plugins, "--plugin-path", other)).isEmpty();
        assertOnly(faults("--plugin-path", other), Fault.NOT_INSTALLED);
        Path ours = Files.copy(pluginJar(home), temp.resolve("kafka-connect-mojo.jar"));
        assertOnly(faults("--plugin-path", ours), Fault.LOOSE_JAR);
    }

    @Test
    void missingJar_isTold() throws Exception {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("h2o-genmodel-[0-9].*"))
                    .toList()) {
                Files.delete(file);
            }
        }
        assertOnly(ofPluginPath(), Fault.JAR_MISSING);
    }

    @Test
    void noManifest_isToldWhereItIsNeeded() throws Exception {
        repack(pluginJar(home), MANIFEST, null);
        assertThat(ofPluginPath()).isEmpty();
        Path worker = Files.writeString(
                temp.resolve("worker.properties"), "plugin.path=" + plugins + "\nplugin.discovery=service_load\n");
        assertOnly(faults("--worker-config", worker), Fault.NO_MANIFEST);
    }

    @Test
    void oldJava_isTold() throws Exception {
        Path java = Files.createDirectories(temp.resolve("jdk-11"));
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"11.0.24\"\n");
        assertOnly(faults("--plugin-path", plugins, "--java-home", java), Fault.OLD_JAVA);
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
        assertOnly(faults("--plugin-path", plugins, "--java-home", java), Fault.OLD_JAVA);
    }

    @Test
    void localeWithoutUtf8_isToldBeforeJava18() throws Exception {
        Path java = Files.createDirectories(temp.resolve("jdk"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.12\"\n");
        assertThat(machine(java, "ANSI_X3.4-1968", "")).containsExactly(Fault.ENCODING);
        assertThat(machine(java, "UTF-8", "")).isEmpty();
        assertThat(machine(java, "ANSI_X3.4-1968", "-Xmx1g -Dfile.encoding=utf8"))
                .isEmpty();
        assertThat(machine(java, "UTF-8", "-Dfile.encoding=ISO-8859-1")).containsExactly(Fault.ENCODING);
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"21\"\n");
        assertThat(machine(java, "ANSI_X3.4-1968", "")).isEmpty();
    }

    private static List<Fault> machine(Path java, String encoding, String options) {
        return new WorkerMachine(Optional.of(java), encoding, options)
                .findings().stream().map(finding -> finding.fault()).toList();
    }

    /** A worker that answers with these texts; DoctorIT asks real ones. */
    private String worker(String root, String plugins) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body =
                    (exchange.getRequestURI().getPath().equals("/") ? root : plugins).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String listing(String version) {
        return "[{\"class\":\"io.connectmojo.MojoScorer$Value\",\"type\":\"transformation\",\"version\":\"" + version
                + "\"}]";
    }

    @Test
    void oldWorker_isTold() throws Exception {
        String version = new MojoScorer.Value<>().version();
        String worker = worker("{\"version\":\"3.6.2\",\"commit\":\"c4deed513057c94e\"}", listing(version));
        assertOnly(faults("--worker", worker), Fault.OLD_WORKER);
        server.stop(0);
        worker = worker("{\"version\":\"3.7.2\"}", listing(version));
        assertThat(faults("--worker", worker)).isEmpty();
    }

    @Test
    void workerThatDoesNotListThePlugin_isTold() throws Exception {
        String worker = worker("{\"version\":\"4.1.0\"}", "[]");
        assertOnly(faults("--worker", worker, "--plugin-path", plugins), Fault.NOT_LISTED);
    }

    @Test
    void otherVersion_isTold() throws Exception {
        String worker = worker("{\"version\":\"4.1.0\"}", listing("0.0.9"));
        assertOnly(faults("--worker", worker), Fault.OTHER_VERSION);
        repack(pluginJar(home), BUILD, "version=0.0.9\n".getBytes(StandardCharsets.UTF_8));
        assertThat(faults("--worker", worker, "--plugin-path", plugins)).isEmpty();
    }

    @Test
    void addressWithoutAWorker_isTold() throws Exception {
        String worker = worker("it works", "");
        assertOnly(faults("--worker", worker), Fault.NO_ANSWER);
        server.stop(0);
        assertOnly(faults("--worker", worker + "/"), Fault.NO_ANSWER);
        server = null;
    }

    private Path connector(Path model, String... settings) throws IOException {
        return TestConnector.write(temp, model, settings);
    }

    private Path model(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.copy(ModelFolder.of("house-prices").model(), folder.resolve("houses.zip"));
    }

    @Test
    void goodConnector_hasNoFault() throws Exception {
        Path model = model(temp.resolve("models"));
        assertThat(faults("--config", connector(model), "--plugin-path", plugins))
                .isEmpty();
    }

    @Test
    void modelInPluginPath_isTold() throws Exception {
        assertOnly(
                faults("--config", connector(model(home.resolve("models"))), "--plugin-path", plugins),
                Fault.MODEL_IN_PLUGIN_PATH);
    }

    @Test
    void modelThatTheUserMayNotRead_isTold() throws Exception {
        Path folder = temp.resolve("models");
        Path model = model(folder);
        open(temp);
        open(folder);
        Files.setPosixFilePermissions(model, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(faults("--config", connector(model), "--user", "nobody")).isEmpty();
        Files.setPosixFilePermissions(model, PosixFilePermissions.fromString("rw-------"));
        assertOnly(faults("--config", connector(model), "--user", "nobody"), Fault.MODEL_UNREADABLE);
        Files.setPosixFilePermissions(model, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        assertOnly(faults("--config", connector(model), "--user", "nobody"), Fault.MODEL_UNREADABLE);
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void modelOutsideOfTheAllowedFolders_isTold() throws Exception {
        Path model = model(temp.resolve("models"));
        System.setProperty("io.connectmojo.model.paths", temp.resolve("allowed").toString());
        assertOnly(faults("--config", connector(model)), Fault.MODEL_NOT_ALLOWED);
    }

    @Test
    void modelThatDoesNotLoad_isTold() throws Exception {
        Path broken = Files.write(temp.resolve("broken.zip"), new byte[100]);
        assertOnly(faults("--config", connector(broken)), Fault.MODEL);
        assertOnly(faults("--config", connector(temp.resolve("none.zip"))), Fault.MODEL);
    }

    @Test
    void converterOfText_isTold() throws Exception {
        Path model = model(temp.resolve("models"));
        Path worker = Files.writeString(
                temp.resolve("worker.properties"),
                "value.converter=org.apache.kafka.connect.storage.StringConverter\n");
        assertOnly(faults("--config", connector(model), "--worker-config", worker), Fault.TEXT_VALUES);
        assertThat(faults("--config", connector(model, "input.format", "json"), "--worker-config", worker))
                .isEmpty();
        Path fields = Files.writeString(
                temp.resolve("fields.properties"), "value.converter=org.apache.kafka.connect.json.JsonConverter\n");
        assertOnly(
                faults("--config", connector(model, "input.format", "json"), "--worker-config", fields), Fault.NO_TEXT);
    }

    @Test
    void wrongSetting_isToldInTheWorkersWords() throws Exception {
        Path model = model(temp.resolve("models"));
        assertOnly(faults("--config", connector(model, "input.format", "jason")), Fault.SETTING);
    }

    @Test
    void fileThatIsNotUtf8_isTold() throws Exception {
        Path file = connector(model(temp.resolve("models")), "output.field", "größe");
        Files.write(file, Files.readString(file).getBytes(StandardCharsets.ISO_8859_1));
        assertOnly(faults("--config", file), Fault.NOT_UTF8);
    }

    @Test
    void nothingToLookAt_isMisuse() {
        assertThat(MojoRun.of("doctor").exit()).isEqualTo(ExitCode.USAGE.number());
        assertThat(MojoRun.of("doctor", "--worker", "localhost:8083").exit()).isEqualTo(ExitCode.USAGE.number());
        Path connector = temp.resolve("connector.json");
        assertThat(MojoRun.of("doctor", "--config", connector, "--user", "no such user")
                        .exit())
                .isEqualTo(ExitCode.USAGE.number());
    }
}

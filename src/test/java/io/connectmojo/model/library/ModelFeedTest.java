package io.connectmojo.model.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.OperatorSetting;
import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.archive.ModelBytes;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.feed.FileFeed;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.model.load.ModelLoader;
import io.connectmojo.problem.MojoException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where models may come from, and which content they must have. */
class ModelFeedTest {
    private static final byte[] ZIP =
            EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean().zip();

    @TempDir
    Path folder;

    private static AllowedPaths allowing(String list) {
        Map<String, String> settings = new HashMap<>();
        settings.put("paths", list);
        return AllowedPaths.of(settings::get);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "model.zip",
                "./model.zip",
                "~/model.zip",
                "file:/model.zip",
                "http://host/model.zip",
                "jar:file:/a.jar!/model.zip",
                "\\\\host\\share\\model.zip",
                "s3://bucket/model.zip",
                "/a\u0000b.zip",
                "classpath:",
                "classpath:folder/"
            })
    void whatIsNoAbsolutePathIsRefused(String path) {
        assertThatThrownBy(() -> ModelFeeds.ofPath(path)).hasMessageStartingWith("MOJO-C003");
    }

    @Test
    void aModelIsCalledAfterItsFileResourceOrClass() {
        assertThat(ModelFeeds.ofPath("/models/house.prices.zip").name()).isEqualTo("house.prices");
        assertThat(ModelFeeds.ofPath("classpath:/models/churn.zip").name()).isEqualTo("churn");
        assertThat(ModelFeeds.ofClass("com.example.Outer$Churn").name()).isEqualTo("Churn");
        assertThat(ModelFeeds.ofPath("/a/b.zip")).isEqualTo(ModelFeeds.ofPath("/a/b.zip"));
    }

    @Test
    void linksAreFollowedOnBothSidesOfTheAllowList() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path model = Files.write(inside.resolve("model.zip"), ZIP);
        Path secret = Files.write(outside.resolve("secret.zip"), ZIP);
        Path linkedFolder = Files.createSymbolicLink(folder.resolve("link"), inside);
        Path escape = Files.createSymbolicLink(inside.resolve("escape.zip"), secret);
        Path data = Files.createSymbolicLink(inside.resolve("..data"), Path.of("."));

        AllowedPaths byLink = allowing(linkedFolder + ", /nowhere");
        assertThat(byLink.resolve(model)).isEqualTo(model.toRealPath());
        assertThat(byLink.resolve(linkedFolder.resolve("model.zip"))).isEqualTo(model.toRealPath());
        assertThat(byLink.resolve(data.resolve("model.zip"))).isEqualTo(model.toRealPath());
        String absent = refusal(byLink, inside.resolve("absent.zip")).replace("absent.zip", "*");
        for (Path path : List.of(
                escape,
                secret,
                inside.resolve("../outside/secret.zip"),
                Path.of("/etc/passwd"),
                folder.resolve("inside.zip"),
                Path.of("/proc/self/environ"))) {
            assertThat(refusal(byLink, path)).startsWith("MOJO-M002");
        }
        assertThat(refusal(byLink, inside.resolve("escape.zip")).replace("escape.zip", "*"))
                .as("not allowed and not found read the same")
                .isEqualTo(absent);
    }

    private static String refusal(AllowedPaths allowed, Path path) {
        try {
            return allowed.resolve(path).toString();
        } catch (MojoException e) {
            return e.getMessage();
        }
    }

    @Test
    void emptyList_allowsNothing() throws Exception {
        Path model = Files.write(folder.resolve("model.zip"), ZIP);
        assertThat(refusal(allowing(""), model)).startsWith("MOJO-M002");
    }

    @Test
    void noList_allowsEverything() throws Exception {
        Path model = Files.write(folder.resolve("model.zip"), ZIP);
        assertThat(refusal(allowing(null), model)).isEqualTo(model.toRealPath().toString());
    }

    @Test
    void relativeFolderOfTheList_isRefused() {
        assertThatThrownBy(() -> allowing("relative/models")).hasMessageStartingWith("MOJO-M020");
    }

    @Test
    void limitsOfTheOperator_areChecked() {
        ModelLimits byDefault = ModelLimits.of(name -> null);
        assertThat(byDefault.fileBytes()).isEqualTo(512L << 20);
        assertThat(byDefault.entries()).isEqualTo(100_000);
        for (String setting :
                List.of("max.file.bytes", "max.inflated.bytes", "max.entries", "max.columns", "max.levels")) {
            ModelLimits small = ModelLimits.of(name -> name.equals(setting) ? "1" : null);
            assertThatThrownBy(() -> {
                        Path file = Files.write(folder.resolve("model.zip"), ZIP);
                        ModelLoader.load(ModelBytes.read(file, allowing(null), small), "model", small);
                    })
                    .as(setting)
                    .hasMessageStartingWith("MOJO-M006")
                    .hasMessageContaining("max.");
            assertThatThrownBy(() -> ModelLimits.of(name -> name.equals(setting) ? "much" : null))
                    .hasMessageStartingWith("MOJO-M020")
                    .hasMessageContaining("io.connectmojo.model." + setting);
        }
        assertThat(OperatorSetting.variable("max.file.bytes")).isEqualTo("CONNECTMOJO_MODEL_MAX_FILE_BYTES");
    }

    @Test
    void aPinRefusesOtherContentAtOnce() throws Exception {
        Path file = Files.write(folder.resolve("model.zip"), ZIP);
        ModelLibrary library = new ModelLibrary(new LogLines());
        assertThat(open(library, file, MojoFile.sha256(ZIP).toUpperCase(java.util.Locale.ROOT))
                        .current())
                .isNotNull();
        assertThatThrownBy(() -> open(library, file, "0".repeat(64))).hasMessageStartingWith("MOJO-M011");
        assertThatThrownBy(() -> open(library, file, "short")).hasMessageStartingWith("MOJO-C004");
    }

    private static ModelHandle open(ModelLibrary library, Path file, String sha256) {
        return library.openModel(
                new ModelRequest(new FileFeed(file), Optional.of(sha256), -1, model -> {}, (a, b) -> Optional.empty()));
    }

    @Test
    void checksumFile_isWaitedFor() throws Exception {
        Path file = Files.write(folder.resolve("model.zip"), ZIP);
        Path sidecar = folder.resolve("model.zip.sha256");
        Files.writeString(sidecar, "0".repeat(64) + "  model.zip\n");
        Thread late = new Thread(() -> {
            try {
                Thread.sleep(600);
                Files.writeString(sidecar, MojoFile.sha256(ZIP) + "  model.zip\n");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        late.start();
        assertThat(new ModelLibrary(new LogLines())
                        .openModel(ModelRequest.of(new FileFeed(file)))
                        .current())
                .isNotNull();
        late.join();
        Files.writeString(sidecar, "no digest");
        PinnedFeed feed = new PinnedFeed(new FileFeed(file), Optional.empty());
        assertThatThrownBy(() -> feed.read(() -> {})).hasMessageStartingWith("MOJO-M011");
        assertThat(open(new ModelLibrary(new LogLines()), file, MojoFile.sha256(ZIP))
                        .current())
                .as("a pin goes before the file beside the model")
                .isNotNull();
    }

    @Test
    void atReloadAFileWithoutItsDigestIsNotWholeYet() throws Exception {
        byte[] next = EditedMojo.of(ZIP).ini("init_f", "0.5").zip();
        Path sidecar = folder.resolve("model.zip.sha256");
        Files.writeString(sidecar, MojoFile.sha256(ZIP), StandardCharsets.US_ASCII);
        try (Watched model = new Watched(folder.resolve("model.zip"), ZIP)) {
            model.rename(next);
            model.awaitProblem("M011");
            assertThat(model.serving()).isEqualTo(MojoFile.sha256(ZIP));
            Files.writeString(sidecar, MojoFile.sha256(next), StandardCharsets.US_ASCII);
            model.awaitServing(next);
        }
    }

    @Test
    void foldersPipesDevices_areRefusedWithoutWaiting() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        for (Path path : List.of(folder, fifo, Path.of("/dev/zero"))) {
            assertThatThrownBy(() -> ModelLoader.load(path)).as(path.toString()).hasMessageStartingWith("MOJO-M003");
        }
        assertThatThrownBy(() -> ModelLoader.load(folder.resolve("absent"))).hasMessageStartingWith("MOJO-M001");
    }

    @Test
    void aResourceOfTheClassPathIsAModelToo() throws Exception {
        Path root = Path.of(ModelFeedTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path resource = Files.write(root.resolve("resource-of-a-test.zip"), ZIP);
        try {
            ModelHandle handle = new ModelLibrary(new LogLines())
                    .openModel(ModelRequest.of(ModelFeeds.ofPath("classpath:resource-of-a-test.zip")));
            assertThat(handle.current().digest()).isEqualTo(MojoFile.sha256(ZIP));
        } finally {
            Files.delete(resource);
        }
        assertThatThrownBy(() -> new ModelLibrary(new LogLines())
                        .openModel(ModelRequest.of(ModelFeeds.ofPath("classpath:absent.zip"))))
                .hasMessageStartingWith("MOJO-M001");
    }
}

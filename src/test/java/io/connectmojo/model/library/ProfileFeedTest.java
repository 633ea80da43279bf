package io.connectmojo.model.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.Model;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.feed.ModelFeeds;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.GoldenRow;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileWriter;
import io.connectmojo.model.profile.Quality;
import io.connectmojo.model.profile.SampleProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which profile a model gets, and that it never gets another model's. */
class ProfileFeedTest {
    private static final byte[] ZIP =
            EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean().zip();
    private static final Profile OWN = SampleProfiles.bare(MojoFile.sha256(ZIP));
    private static final Profile OTHERS = SampleProfiles.bare("ab".repeat(32));

    @TempDir
    Path folder;

    private final LogLines log = new LogLines();
    private final ModelLibrary library = new ModelLibrary(log);
    private Path file;
    private Path sidecar;

    @BeforeEach
    void putTheModelThere() throws Exception {
        file = Files.write(folder.resolve("model.zip"), ZIP);
        sidecar = folder.resolve("model.profile.json");
    }

    private static Path write(Path path, Profile profile) throws IOException {
        return Files.writeString(path, ProfileWriter.write(profile));
    }

    private Model open(String profile) {
        return library.openModel(ModelRequest.of(feed(profile))).current();
    }

    private ModelFeed feed(String profile) {
        return ModelFeeds.withProfile(ModelFeeds.ofPath(file.toString()), profile);
    }

    @Test
    void auto_takesTheProfileBesideTheModel() throws Exception {
        assertThat(open("auto").profile()).isEmpty();
        write(sidecar, OWN);
        assertThat(open("auto").profile()).contains(OWN);
    }

    @Test
    void none_ignoresTheProfileBesideTheModel() throws Exception {
        Files.writeString(sidecar, "broken");
        assertThat(open("none").profile()).isEmpty();
    }

    @Test
    void linkThatLeadsNowhere_concernsOnlyWhoWantsTheProfile() throws Exception {
        Files.createSymbolicLink(sidecar, folder.resolve("absent"));
        assertThat(feed("none").state().stamp()).isEqualTo(feed("none").state().stamp());
        assertThat(open("none").profile()).isEmpty();
        PinnedFeed wanted = new PinnedFeed(feed("auto"), Optional.empty());
        assertThatThrownBy(() -> wanted.read(() -> {})).hasMessageStartingWith("MOJO-M001 There is no readable file [");
    }

    @Test
    void path_goesBeforeTheProfileBesideTheModel() throws Exception {
        write(sidecar, OTHERS);
        Path elsewhere = write(folder.resolve("elsewhere.json"), OWN);
        assertThat(open(elsewhere.toString()).profile()).contains(OWN);
    }

    @Test
    void modelOfTwoProfiles_isOneInMemory() throws Exception {
        write(sidecar, OWN);
        Model with = open("auto");
        Model same = open("auto");
        Model without = open("none");
        assertThat(same).isSameAs(with);
        assertThat(without).isNotSameAs(with);
        assertThat(without.genModel()).isSameAs(with.genModel());
        assertThat(without.shared(Object.class, model -> new Object()))
                .isSameAs(with.shared(Object.class, model -> new Object()));
        assertThat(without.sharedWithProfile(StringBuilder.class, model -> new StringBuilder()))
                .isNotSameAs(with.sharedWithProfile(StringBuilder.class, model -> new StringBuilder()));
        assertThat(library.size()).isEqualTo(1);
    }

    @Test
    void profileOfAnotherModel_isRefused() throws Exception {
        Path others = write(folder.resolve("others.json"), OTHERS);
        PinnedFeed feed = new PinnedFeed(feed(others.toString()), Optional.empty());
        assertThatThrownBy(() -> feed.read(() -> {}))
                .hasMessageStartingWith("MOJO-M051")
                .hasMessageContaining("abababababab")
                .hasMessageContaining(OWN.modelSha256().substring(0, 12));
    }

    @Test
    void profileThatIsStillBeingWritten_isWaitedFor() throws Exception {
        String text = ProfileWriter.write(OWN);
        Files.writeString(sidecar, text.substring(0, 20));
        Thread late = new Thread(() -> {
            try {
                Thread.sleep(600);
                Files.writeString(sidecar, text);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        late.start();
        assertThat(open("auto").profile()).contains(OWN);
        late.join();
    }

    @Test
    void missingProfileOfAPath_isRefused() {
        PinnedFeed feed = new PinnedFeed(feed(folder.resolve("absent.json").toString()), Optional.empty());
        assertThatThrownBy(() -> feed.read(() -> {}))
                .hasMessageStartingWith("MOJO-M001")
                .hasMessageContaining("absent.json");
    }

    @Test
    void pipeOrFolder_isNoProfile() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        for (Path path : List.of(folder, fifo)) {
            PinnedFeed feed = new PinnedFeed(feed(path.toString()), Optional.empty());
            assertThatThrownBy(() -> feed.read(() -> {})).hasMessageStartingWith("MOJO-M050");
        }
    }

    @Test
    void profileOutsideOfTheAllowedFolders_isRefused(@TempDir Path outside) throws Exception {
        Path elsewhere = write(outside.resolve("profile.json"), OWN);
        Path link = Files.createSymbolicLink(sidecar, elsewhere);
        System.setProperty("io.connectmojo.model.paths", folder.toString());
        try {
            for (String profile : List.of("auto", elsewhere.toString(), link.toString())) {
                PinnedFeed feed = new PinnedFeed(feed(profile), Optional.empty());
                assertThatThrownBy(() -> feed.read(() -> {})).as(profile).hasMessageStartingWith("MOJO-M002");
            }
        } finally {
            System.clearProperty("io.connectmojo.model.paths");
        }
    }

    @Test
    void profileThatDoesNotFitTheColumns_isRefused() {
        Profile alien = new Profile(
                OWN.modelSha256(),
                Optional.empty(),
                1,
                List.of(new ColumnProfile.Numeric("no such column", false, 1, Optional.empty())),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        Profile narrow = new Profile(
                OWN.modelSha256(),
                Optional.empty(),
                1,
                List.of(),
                Optional.empty(),
                List.of(new GoldenRow(List.of(1.0), 0, new GoldenRow.Answer(Optional.empty(), List.of()))),
                Optional.empty(),
                Optional.empty());
        for (Profile unfit : List.of(alien, narrow)) {
            assertThatThrownBy(() -> {
                        write(sidecar, unfit);
                        open("auto");
                    })
                    .hasMessageStartingWith("MOJO-M050")
                    .hasMessageContaining("does not fit");
        }
    }

    @Test
    void changedProfile_isTakenAtTheNextLook() throws Exception {
        Profile better = new Profile(
                OWN.modelSha256(),
                Optional.empty(),
                0,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(new Quality(1, Map.of("rmse", 0.5))));
        write(sidecar, OWN);
        try (Watched model = new Watched(file, ZIP)) {
            assertThat(model.handle.current().profile()).contains(OWN);
            write(sidecar, better);
            Watched.eventually(() -> model.handle.current().profile().equals(Optional.of(better)));
            Watched.eventually(() -> model.handle.status().reloads() == 1
                    && model.log.infos().stream().anyMatch(line -> line.contains("with another profile takes over")));
        }
    }

    @Test
    void newModel_waitsForItsOwnProfile() throws Exception {
        byte[] next = EditedMojo.of(ZIP).ini("init_f", "0.5").zip();
        write(sidecar, OWN);
        try (Watched model = new Watched(file, ZIP)) {
            model.rename(next);
            model.awaitProblem("M051");
            assertThat(model.serving()).isEqualTo(MojoFile.sha256(ZIP));
            write(sidecar, SampleProfiles.bare(MojoFile.sha256(next)));
            model.awaitServing(next);
            assertThat(model.handle.current().profile()).isPresent();
        }
    }

    @Test
    void profileOfTheNextModel_mayComeFirst() throws Exception {
        byte[] next = EditedMojo.of(ZIP).ini("init_f", "0.5").zip();
        write(sidecar, OWN);
        try (Watched model = new Watched(file, ZIP)) {
            write(sidecar, SampleProfiles.bare(MojoFile.sha256(next)));
            model.awaitProblem("M051");
            assertThat(model.handle.current().profile()).contains(OWN);
            model.rename(next);
            model.awaitServing(next);
            Watched.eventually(() -> model.handle.status().problem().isEmpty());
        }
    }

    @Test
    void changedProfileOfAPath_isTakenToo() throws Exception {
        Path elsewhere = write(folder.resolve("elsewhere.json"), OTHERS);
        ModelFeed feed = feed(elsewhere.toString());
        Object before = feed.state().stamp();
        Files.writeString(elsewhere, ProfileWriter.write(OWN) + " ");
        assertThat(feed.state().stamp()).isNotEqualTo(before);
        assertThat(feed.name()).isEqualTo("model");
        assertThat(feed.changes()).isTrue();
        assertThat(feed).isEqualTo(feed(elsewhere.toString())).isNotEqualTo(feed("auto"));
    }

    @Test
    void resource_bringsTheProfileBesideIt() throws Exception {
        Path resource = Files.write(root().resolve("profiled-resource.zip"), ZIP);
        Path profile = write(root().resolve("profiled-resource.profile.json"), OWN);
        try {
            ModelFeed feed = ModelFeeds.ofPath("classpath:profiled-resource.zip");
            assertThat(library.openModel(ModelRequest.of(feed)).current().profile())
                    .contains(OWN);
        } finally {
            Files.delete(resource);
            Files.delete(profile);
        }
    }

    @Test
    void pojo_bringsTheProfileBesideItsClass() throws Exception {
        String pojo = "io.connectmojo.model.load.PojoModelTest$Compiled";
        ModelFeed feed = ModelFeeds.ofClass(pojo);
        Model bare = library.openModel(ModelRequest.of(feed)).current();
        assertThat(bare.profile()).isEmpty();
        Profile own = SampleProfiles.bare(bare.digest());
        Path profile = write(root().resolve(pojo.replace('.', '/') + ".profile.json"), own);
        try {
            assertThat(library.openModel(ModelRequest.of(feed)).current().profile())
                    .contains(own);
            write(profile, OTHERS);
            assertThatThrownBy(() -> library.openModel(ModelRequest.of(feed))).hasMessageStartingWith("MOJO-M051");
        } finally {
            Files.delete(profile);
        }
    }

    private static Path root() throws Exception {
        return Path.of(ProfileFeedTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}

package io.connectmojo.model.library;

import static io.connectmojo.model.library.VersionedFolder.serves;
import static io.connectmojo.model.library.VersionedFolder.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.feed.PathFeed;
import io.connectmojo.model.library.StuckFiles.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A folder of versions on a file system that does not answer any more, also while it is listed. */
class FolderHangTest {
    private static final Duration SILENCE = Duration.ofMillis(700);

    @TempDir
    Path temp;

    private final StuckFiles files = new StuckFiles();
    private final ModelLibrary library = new ModelLibrary(new LogLines(), SILENCE);
    private VersionedFolder versions;

    @BeforeEach
    void putAVersionThere() throws Exception {
        versions = new VersionedFolder(temp);
        versions.put(1);
    }

    @AfterEach
    void answer() {
        files.answer();
    }

    private ModelHandle open() {
        return library.openModel(new ModelRequest(
                new PathFeed(files.path(temp)),
                Optional.empty(),
                Watched.INTERVAL,
                model -> {},
                (serving, candidate) -> Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void hangsAtStart_startFailsAfterTheSilence(Operation operation) {
        files.hang(operation);
        assertThatThrownBy(this::open).hasMessageStartingWith("MOJO-M021 ").hasMessageContaining(temp.toString());
        files.answer();
        try (ModelHandle handle = open()) {
            assertThat(serves(handle, 1)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hangsAtReload_newVersionServesOnceItAnswers(Operation operation) throws Exception {
        try (ModelHandle handle = open()) {
            files.hang(operation);
            versions.put(2);
            VersionedFolder.awaitProblem(handle, "M021");
            assertThat(serves(handle, 1)).isTrue();
            files.answer();
            VersionedFolder.awaitServing(handle, 2);
            Watched.eventually(() -> !handle.status().isStale());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REAL_PATH", "ATTRIBUTES", "OPEN"})
    void folderHangs_anotherIsFollowed(Operation operation) throws Exception {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        try (ModelHandle handle = open();
                VersionedFolder others = new VersionedFolder(elsewhere)) {
            files.hang(operation);
            others.put(1);
            ModelHandle other = library.openModel(others.request(Optional.empty(), Watched.INTERVAL));
            others.put(2, zip(2));
            VersionedFolder.awaitServing(other, 2);
            other.close();
            assertThat(serves(handle, 1)).isTrue();
        }
    }
}

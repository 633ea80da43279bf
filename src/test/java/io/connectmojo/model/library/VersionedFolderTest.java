package io.connectmojo.model.library;

import static io.connectmojo.model.library.VersionedFolder.OTHER_OUTPUTS;
import static io.connectmojo.model.library.VersionedFolder.awaitProblem;
import static io.connectmojo.model.library.VersionedFolder.awaitServing;
import static io.connectmojo.model.library.VersionedFolder.half;
import static io.connectmojo.model.library.VersionedFolder.serves;
import static io.connectmojo.model.library.VersionedFolder.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.library.ModelContent.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which version of a folder serves: the highest that can, at start and from then on. */
class VersionedFolderTest {
    @TempDir
    Path folder;

    private VersionedFolder versions;

    @BeforeEach
    void open() {
        versions = new VersionedFolder(folder);
    }

    @AfterEach
    void close() {
        versions.close();
    }

    @Nested
    class AtStart {
        @Test
        void severalVersions_highestNumberServes() throws Exception {
            versions.put(9);
            versions.put(10);
            ModelHandle task = versions.start();
            assertThat(serves(task, 10)).isTrue();
            assertThat(task.status().release().map(Release::version)).contains(10L);
            assertThat(task.status().isStale()).isFalse();
            assertThat(versions.log.warnings()).isEmpty();
        }

        @Test
        void brokenHighest_lowerServesInstead() throws Exception {
            versions.put(1);
            versions.put(2, half(zip(2)));
            versions.put(3, "no model".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            ModelHandle task = versions.library.openModel(versions.request(Optional.empty(), -1));
            assertThat(serves(task, 1)).isTrue();
            assertThat(task.status().problem()).contains("M007");
            assertThat(versions.log.warnings())
                    .anyMatch(line -> line.contains("MOJO-M007") && line.contains("3/model.zip"))
                    .anyMatch(line -> line.contains("MOJO-M004") && line.contains("2/model.zip"))
                    .hasSize(2);
        }

        @Test
        void versionThatTheTaskCannotUse_isPassedOver() throws Exception {
            versions.put(1);
            versions.put(2, OTHER_OUTPUTS);
            ModelHandle task = versions.start(model -> {
                if (model.digest().equals(MojoFile.sha256(OTHER_OUTPUTS))) {
                    throw VersionedFolder.refusal();
                }
            });
            assertThat(serves(task, 1)).isTrue();
            assertThat(task.status().problem()).contains("M030");
            ModelHandle another = versions.start();
            assertThat(another.current().digest()).isEqualTo(MojoFile.sha256(OTHER_OUTPUTS));
        }

        @Test
        void allBroken_startFailsWithTheHighestsProblem() throws Exception {
            versions.put(1, half(zip(1)));
            versions.put(2, new byte[200]);
            assertThatThrownBy(versions::start)
                    .hasMessageStartingWith("MOJO-M007")
                    .hasMessageContaining("2/model.zip");
        }

        @Test
        void pin_picksItsVersion() throws Exception {
            versions.put(1);
            versions.put(2);
            versions.put(3);
            ModelHandle task = versions.library.openModel(versions.request(Optional.of(MojoFile.sha256(zip(2))), -1));
            assertThat(serves(task, 2)).isTrue();
            assertThat(task.status().problem()).contains("M011");
        }
    }

    @Nested
    class AtReload {
        @Test
        void newVersion_takesOverUntilItIsRemoved() throws Exception {
            versions.put(1);
            ModelHandle task = versions.start();
            versions.put(2);
            awaitServing(task, 2);
            versions.put(10);
            awaitServing(task, 10);
            versions.remove(10);
            awaitServing(task, 2);
            assertThat(task.status().release().map(Release::version)).contains(2L);
            assertThat(task.status().isStale()).isFalse();
            assertThat(versions.log.warnings()).isEmpty();
            assertThat(versions.log.infos()).anyMatch(line -> line.contains(", version 10, reloaded"));
        }

        @Test
        void lowerVersion_changesNothing() throws Exception {
            versions.put(5);
            ModelHandle task = versions.start();
            versions.put(4);
            Watched.someLooks();
            assertThat(serves(task, 5)).isTrue();
            assertThat(task.status().reloads()).isZero();
        }

        @Test
        void halfCopiedVersion_isWaitedForWhileTheLastServes() throws Exception {
            versions.put(1);
            ModelHandle task = versions.start();
            Path next = Files.createDirectory(versions.path("2"));
            Watched.someLooks();
            assertThat(task.status().isStale()).as("an empty folder").isFalse();
            Files.write(next.resolve("model.zip"), half(zip(2)));
            awaitProblem(task, "M004");
            Watched.someLooks();
            assertThat(serves(task, 1)).isTrue();
            assertThat(versions.log.warnings()).hasSize(1);
            Files.write(next.resolve("model.zip"), zip(2));
            awaitServing(task, 2);
            Watched.eventually(() -> !task.status().isStale());
        }

        @Test
        void refusedHighest_nextLowerTakesOver() throws Exception {
            versions.put(1);
            versions.put(3);
            ModelHandle task = versions.start();
            versions.put(4, OTHER_OUTPUTS);
            awaitProblem(task, "M030");
            assertThat(serves(task, 3)).isTrue();
            versions.remove(3);
            awaitServing(task, 1);
            assertThat(task.status().problem()).as("4 is still there").contains("M030");
            versions.remove(4);
            Watched.eventually(() -> !task.status().isStale());
            assertThat(serves(task, 1)).isTrue();
        }

        @Test
        void tasksOfDifferentOutputs_eachGetTheirHighest() throws Exception {
            versions.put(1);
            ModelHandle one = versions.start();
            versions.remove(1);
            versions.put(2, OTHER_OUTPUTS);
            ModelHandle other = versions.start();
            assertThat(other.current().digest()).isEqualTo(MojoFile.sha256(OTHER_OUTPUTS));
            versions.put(3);
            awaitServing(one, 3);
            awaitProblem(other, "M030");
            assertThat(one.status().isStale()).isFalse();
            assertThat(other.current().digest()).isEqualTo(MojoFile.sha256(OTHER_OUTPUTS));
        }

        @Test
        void allVersionsGone_lastKeepsServing() throws Exception {
            versions.put(1);
            ModelHandle task = versions.start();
            versions.remove(1);
            awaitProblem(task, "M022");
            assertThat(serves(task, 1)).isTrue();
            versions.put(1);
            Watched.eventually(() -> !task.status().isStale());
        }

        @Test
        void sidecarOfAVersion_isThatOfItsZip() throws Exception {
            versions.put(1);
            ModelHandle task = versions.start();
            Path next = Files.createDirectory(versions.path("2"));
            Files.writeString(next.resolve("model.zip.sha256"), "0".repeat(64));
            Files.write(next.resolve("model.zip"), zip(2));
            awaitProblem(task, "M011");
            assertThat(serves(task, 1)).isTrue();
            Files.writeString(next.resolve("model.zip.sha256"), MojoFile.sha256(zip(2)));
            awaitServing(task, 2);
        }

        @Test
        void zipInPlaceOfTheFolder_takesOver() throws Exception {
            Path path = folder.resolve("model");
            VersionedFolder swapped = new VersionedFolder(Files.createDirectory(path));
            swapped.put(1);
            ModelHandle task = swapped.start();
            Files.move(path, folder.resolve("old"));
            Files.write(path, zip(2));
            awaitServing(task, 2);
            swapped.close();
        }
    }
}

package io.connectmojo.model.library;

import static io.connectmojo.model.library.VersionedFolder.awaitProblem;
import static io.connectmojo.model.library.VersionedFolder.awaitServing;
import static io.connectmojo.model.library.VersionedFolder.serves;
import static io.connectmojo.model.library.VersionedFolder.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.archive.MojoFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder as MLflow writes it: its MLmodel file names the zip, which never lies elsewhere. */
class MlflowFolderTest {
    @TempDir
    Path temp;

    private VersionedFolder mlflow;

    @BeforeEach
    void open() throws Exception {
        mlflow = new VersionedFolder(Files.createDirectory(temp.resolve("folder")));
        Files.write(mlflow.path("gbm.zip"), zip(1));
    }

    @AfterEach
    void close() {
        mlflow.close();
        System.clearProperty("io.connectmojo.model.paths");
    }

    private void name(String modelFile) throws Exception {
        Files.writeString(
                mlflow.path("MLmodel"),
                "flavors:\n  h2o_mojo_pojo:\n    model_file: " + modelFile + "\n    model_type: MOJO\n");
    }

    @Test
    void namedZip_servesUntilAnotherIsNamed() throws Exception {
        name("gbm.zip");
        ModelHandle task = mlflow.start();
        assertThat(serves(task, 1)).isTrue();
        assertThat(task.status().release()).isEmpty();
        Files.createDirectory(mlflow.path("data"));
        Files.write(mlflow.path("data/next.zip"), zip(2));
        Files.writeString(mlflow.path("data/next.zip.sha256"), MojoFile.sha256(zip(2)));
        Watched.someLooks();
        assertThat(serves(task, 1)).isTrue();
        name("data/next.zip");
        awaitServing(task, 2);
        name("absent.zip");
        awaitProblem(task, "M001");
        assertThat(serves(task, 2)).isTrue();
    }

    @Test
    void otherContentOfTheNamedZip_takesOver() throws Exception {
        name("gbm.zip");
        ModelHandle task = mlflow.start();
        Files.write(mlflow.path("gbm.zip"), zip(2));
        awaitServing(task, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.zip", "data/../../outside.zip", "OUTSIDE", "link.zip", "linked/outside.zip"})
    void nameThatLeavesTheFolder_isRefused(String name) throws Exception {
        Path outside = Files.write(temp.resolve("outside.zip"), zip(1));
        Files.createDirectory(mlflow.path("data"));
        Files.createSymbolicLink(mlflow.path("link.zip"), outside);
        Files.createSymbolicLink(mlflow.path("linked"), temp);
        name(name.replace("OUTSIDE", outside.toString()));
        assertThatThrownBy(mlflow::start).hasMessageStartingWith("MOJO-M022").hasMessageContaining("out of the folder");
    }

    @Test
    void linksInsideTheFolder_areFollowed() throws Exception {
        Files.createDirectory(mlflow.path("..2026"));
        Files.write(mlflow.path("..2026/gbm.zip"), zip(2));
        Files.createSymbolicLink(mlflow.path("..data"), Path.of("..2026"));
        Files.createSymbolicLink(mlflow.path("next.zip"), Path.of("..data/gbm.zip"));
        name("next.zip");
        assertThat(serves(mlflow.start(), 2)).isTrue();
    }

    @Test
    void otherFlavour_isRefusedThoughAZipIsThere() throws Exception {
        Files.writeString(mlflow.path("MLmodel"), "flavors:\n  h2o:\n    data: model.h2o\n");
        assertThatThrownBy(mlflow::start).hasMessageStartingWith("MOJO-M022").hasMessageContaining("h2o_mojo_pojo");
    }

    @Test
    void hugeMlmodelOrNoFile_isRefused() throws Exception {
        Files.write(mlflow.path("MLmodel"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(mlflow::start).hasMessageStartingWith("MOJO-M022").hasMessageContaining("longer");
        Files.delete(mlflow.path("MLmodel"));
        Files.createDirectory(mlflow.path("MLmodel"));
        assertThatThrownBy(mlflow::start).hasMessageStartingWith("MOJO-M022").hasMessageContaining("no regular file");
    }

    @Test
    void mlmodelOutsideOfTheAllowedFolders_readsAsIfItWereNotThere() throws Exception {
        name("gbm.zip");
        Files.move(mlflow.path("MLmodel"), temp.resolve("MLmodel"));
        Files.createSymbolicLink(mlflow.path("MLmodel"), temp.resolve("MLmodel"));
        System.setProperty("io.connectmojo.model.paths", mlflow.folder.toString());
        assertThatThrownBy(mlflow::start).hasMessageStartingWith("MOJO-M002");
    }
}

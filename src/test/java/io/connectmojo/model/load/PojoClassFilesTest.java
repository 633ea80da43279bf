package io.connectmojo.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which class files count as the model, on copies of what the compiler made of H2O's source. */
class PojoClassFilesTest {
    private static final String NAME = "PojoGbmBinomial";
    private static final ModelLimits CAPS = ModelLimits.ofWorker();

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target", "pojo-classes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void anotherTree_isAnotherModel() throws IOException {
        byte[] before = read(CAPS);
        Path tree = only("PojoGbmBinomial_Tree_2_class_0.class");
        byte[] file = Files.readAllBytes(tree);
        file[file.length - 1] ^= 1;
        Files.write(tree, file);
        assertThat(read(CAPS)).hasSameSizeAs(before).isNotEqualTo(before);
    }

    @Test
    void theOtherModelsOfTheFolder_doNotCount() throws IOException {
        byte[] before = read(CAPS);
        Files.write(only("PojoDrfMultinomial.class"), new byte[] {1});
        assertThat(read(CAPS)).isEqualTo(before);
    }

    @Test
    void aTreeThatIsNoClassFile_isToldWhenRead() throws IOException {
        Files.write(only("PojoGbmBinomial_Tree_2_class_0.class"), new byte[] {1, 2, 3, 4, 5});
        assertThatThrownBy(() -> read(CAPS)).isInstanceOf(IOException.class);
    }

    @Test
    void classFilesTogetherOverTheLimit_areRefused() throws IOException {
        int all = read(CAPS).length;
        assertThat(read(withFileBytes(all))).hasSize(all);
        assertThatThrownBy(() -> read(withFileBytes(all - 1)))
                .isInstanceOf(MojoException.class)
                .hasMessageStartingWith("MOJO-M006");
    }

    private static ModelLimits withFileBytes(long bytes) {
        return new ModelLimits(bytes, CAPS.inflatedBytes(), CAPS.entries(), CAPS.columns(), CAPS.levels());
    }

    private byte[] read(ModelLimits caps) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(List.of(folder.toUri().toURL()).toArray(URL[]::new), null)) {
            return PojoClassFiles.read(NAME, loader, caps);
        }
    }

    private Path only(String name) {
        Path file = folder.resolve(name);
        assertThat(file).exists();
        return file;
    }
}

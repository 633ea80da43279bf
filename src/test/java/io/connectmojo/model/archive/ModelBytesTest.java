package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.ModelError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read whole, or refused. */
class ModelBytesTest {
    private static final AllowedPaths ANY = AllowedPaths.of(name -> null);

    /** More than two pieces. */
    private final byte[] content = new byte[(2 << 20) + 17];

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        new Random(1).nextBytes(content);
        file = Files.write(folder.resolve("model.zip"), content);
    }

    private static ModelLimits most(long bytes) {
        return new ModelLimits(bytes, 1, 1, 1, 1);
    }

    @Test
    void file_isReadWholeAtTheLimit() {
        assertThat(ModelBytes.read(file, ANY, most(content.length))).isEqualTo(content);
        isRefused(
                () -> ModelBytes.read(file, ANY, most(content.length - 1)),
                ModelError.TOO_BIG,
                "it is bigger than max.file.bytes=" + (content.length - 1));
    }

    @Test
    void eachPiece_isTold() {
        AtomicInteger pieces = new AtomicInteger();
        ModelBytes.read(file, ANY, most(content.length), pieces::incrementAndGet);
        assertThat(pieces).hasValue(3);
    }

    @Test
    void fileThatGrowsMeanwhile_isNotWhole() {
        AtomicInteger pieces = new AtomicInteger();
        isRefused(
                () -> ModelBytes.read(file, ANY, most(1 << 30), () -> {
                    if (pieces.getAndIncrement() == 0) {
                        write(new byte[1], StandardOpenOption.APPEND);
                    }
                }),
                ModelError.NOT_WHOLE,
                "it is being written");
    }

    @Test
    void fileThatShrinksMeanwhile_isNotWhole() {
        AtomicInteger pieces = new AtomicInteger();
        isRefused(
                () -> ModelBytes.read(file, ANY, most(1 << 30), () -> {
                    if (pieces.getAndIncrement() == 0) {
                        write(Arrays.copyOf(content, 1 << 20), StandardOpenOption.TRUNCATE_EXISTING);
                    }
                }),
                ModelError.NOT_WHOLE,
                "it is being written");
    }

    private void write(byte[] bytes, StandardOpenOption how) {
        try {
            Files.write(file, bytes, how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void folder_isNoFile() {
        isRefused(() -> ModelBytes.read(folder, ANY, most(1)), ModelError.NOT_A_FILE, "it is a folder");
    }

    @Test
    void device_isNoFile() {
        isRefused(
                () -> ModelBytes.read(Path.of("/dev/null"), ANY, most(1)),
                ModelError.NOT_A_FILE,
                "it is a pipe or a device");
    }

    @Test
    void missingFile_isTold() {
        Path missing = folder.resolve("missing");
        isRefused(() -> ModelBytes.read(missing, ANY, most(1)), ModelError.NOT_FOUND, missing.toString());
    }

    @Test
    void stream_isReadUpToTheLimit() throws IOException {
        assertThat(ModelBytes.readAll(new ByteArrayInputStream(content), most(content.length), "a"))
                .isEqualTo(content);
        assertThat(ModelBytes.readAll(new ByteArrayInputStream(new byte[5]), most(Integer.MAX_VALUE), "a"))
                .hasSize(5);
        isRefused(
                () -> ModelBytes.readAll(new ByteArrayInputStream(content), most(content.length - 1), "a"),
                ModelError.TOO_BIG,
                "it is bigger than max.file.bytes=");
    }

    @Test
    void streamBeyondTheLimit_isNotReadToItsEnd() {
        ByteArrayInputStream stream = new ByteArrayInputStream(content);
        assertThatThrownBy(() -> ModelBytes.readAll(stream, most(9), "a")).hasMessageStartingWith("MOJO-M006");
        assertThat(stream.available()).isEqualTo(content.length - 10);
    }

    @Test
    void sizeOfSeveralFiles_isLimitedToo() {
        assertThatCode(() -> ModelBytes.requireSize(9, most(9), "a")).doesNotThrowAnyException();
        isRefused(() -> ModelBytes.requireSize(10, most(9), "a"), ModelError.TOO_BIG, "max.file.bytes=9");
    }
}

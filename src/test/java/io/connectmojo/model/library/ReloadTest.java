package io.connectmojo.model.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.Model;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReloadTest {
    private static final byte[] OLD = lean("GBM", "Binomial").zip();
    private static final byte[] NEW =
            lean("GBM", "Binomial").ini("default_threshold", "0.25").zip();

    @TempDir
    Path folder;

    private static EditedMojo lean(String algorithm, String category) {
        return EditedMojo.of(Cases.smallest(algorithm, category).bytes()).lean();
    }

    private interface Replacement {
        void happen(Watched model) throws Exception;
    }

    record Bad(String name, String code, Replacement how) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> badReplacements() {
        byte[] text = "no model".getBytes(StandardCharsets.UTF_8);
        byte[] hole = NEW.clone();
        Arrays.fill(hole, 100, 200, (byte) 0);
        return Stream.of(
                new Bad("half written", "M004", m -> Files.write(m.file, Arrays.copyOf(NEW, NEW.length / 2))),
                new Bad("corrupt", "M005", m -> m.rename(hole)),
                new Bad("empty", "M004", m -> m.rename(new byte[0])),
                new Bad("text", "M007", m -> m.rename(text)),
                new Bad(
                        "newer format",
                        "M009",
                        m -> m.rename(lean("GBM", "Binomial")
                                .ini("mojo_version", "9.40")
                                .zip())),
                new Bad(
                        "a tree missing",
                        "M016",
                        m -> m.rename(lean("GBM", "Binomial")
                                .remove("trees/t00_002.bin")
                                .zip())),
                new Bad(
                        "other category",
                        "M030",
                        m -> m.rename(lean("GBM", "Multinomial").zip())),
                new Bad("other classes", "M030", m -> m.rename(otherClasses())),
                new Bad("deleted", "M001", m -> Files.delete(m.file)),
                new Bad("a folder", "M003", m -> {
                    Files.delete(m.file);
                    Files.createDirectory(m.file);
                }),
                new Bad("a FIFO", "M003", m -> {
                    Path fifo = m.file.resolveSibling("fifo");
                    assertThat(new ProcessBuilder("mkfifo", fifo.toString())
                                    .start()
                                    .waitFor())
                            .isZero();
                    Files.move(fifo, m.file, StandardCopyOption.REPLACE_EXISTING);
                }),
                new Bad("a dangling link", "M001", m -> {
                    Files.delete(m.file);
                    Files.createSymbolicLink(m.file, Path.of("nowhere"));
                }));
    }

    private static byte[] otherClasses() {
        EditedMojo mojo = lean("GBM", "Binomial");
        String last = mojo.entries().keySet().stream()
                .filter(n -> n.startsWith("domains/"))
                .max(String::compareTo)
                .orElseThrow();
        return mojo.put(last, "left\nright\n").zip();
    }

    /** The rule of the contract in small: the category and the classes stay. */
    private static Optional<MojoException> sameOutputs(Model serving, Model candidate) {
        boolean same = serving.genModel().getModelCategory()
                        == candidate.genModel().getModelCategory()
                && Arrays.equals(
                        serving.genModel().getDomainValues(serving.genModel().getResponseIdx()),
                        candidate
                                .genModel()
                                .getDomainValues(candidate.genModel().getResponseIdx()));
        return same
                ? Optional.empty()
                : Optional.of(Problem.of(ModelError.NOT_A_SUCCESSOR, "Other outputs")
                        .why("they differ")
                        .fix("restart"));
    }

    @ParameterizedTest
    @MethodSource("badReplacements")
    void badFile_keepsTheOldModelUntilAGoodFile(Bad bad) throws Exception {
        try (Watched model = new Watched(folder.resolve("model.zip"), OLD, ReloadTest::sameOutputs)) {
            bad.how().happen(model);
            model.awaitProblem(bad.code());
            Watched.someLooks();
            assertThat(model.serving()).isEqualTo(MojoFile.sha256(OLD));
            assertThat(model.handle.status().isStale()).isTrue();
            assertThat(model.handle.status().staleSince()).isPositive();
            assertThat(model.log.warnings())
                    .as("one warning, however often it is looked at")
                    .filteredOn(line -> line.contains("MOJO-" + bad.code()))
                    .hasSize(1);

            if (Files.isDirectory(model.file)) {
                Files.delete(model.file);
            }
            model.rename(NEW);
            model.awaitServing(NEW);
            Watched.eventually(() -> !model.handle.status().isStale());
            assertThat(model.handle.status().reloads()).isEqualTo(1);
        }
    }

    static List<String> goodNames() {
        return List.copyOf(GoodReplacements.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("goodNames")
    void everyGoodReplacementIsTaken(String name) throws Exception {
        byte[] content = GoodReplacements.all().get(name).get();
        try (Watched model = new Watched(folder.resolve("model.zip"), OLD)) {
            model.rename(content);
            model.awaitServing(content);
            assertThat(model.handle.status().reloads()).isEqualTo(1);
        }
    }

    @Test
    void renamedFile_isSeenDespiteSameSizeOrTime() throws Exception {
        byte[] other = sameSizeAs(OLD);
        FileTime time = FileTime.fromMillis(1_600_000_000_000L);
        try (Watched model = new Watched(folder.resolve("model.zip"), OLD)) {
            Files.setLastModifiedTime(model.file, time);
            Watched.someLooks();
            Path part = Files.write(folder.resolve("part"), other);
            Files.setLastModifiedTime(part, time);
            Files.move(part, model.file, StandardCopyOption.ATOMIC_MOVE);
            model.awaitServing(other);
        }
    }

    @Test
    void fileCopiedInPlace_isSeenDespiteSameSizeOrTime() throws Exception {
        byte[] other = sameSizeAs(OLD);
        FileTime time = FileTime.fromMillis(1_600_000_000_000L);
        try (Watched model = new Watched(folder.resolve("model.zip"), OLD)) {
            Files.setLastModifiedTime(model.file, time);
            Watched.someLooks();
            Files.write(model.file, other, StandardOpenOption.WRITE);
            Files.setLastModifiedTime(model.file, time);
            model.awaitServing(other);
        }
    }

    @Test
    void flippedKubernetesLink_isSeenDespiteOlderTime() throws Exception {
        Path first = Files.createDirectory(folder.resolve("..2026_1"));
        Path second = Files.createDirectory(folder.resolve("..2026_2"));
        Files.write(first.resolve("model.zip"), OLD);
        Files.write(second.resolve("model.zip"), NEW);
        Files.setLastModifiedTime(second.resolve("model.zip"), FileTime.fromMillis(1000));
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        Path model = Files.createSymbolicLink(folder.resolve("model.zip"), Path.of("..data/model.zip"));
        try (ModelHandle handle = new ModelLibrary(new LogLines())
                .openModel(Watched.request(model, (serving, candidate) -> Optional.empty()))) {
            Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getFileName());
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
            Watched.eventually(() -> handle.current().digest().equals(MojoFile.sha256(NEW)));
        }
    }

    @Test
    void aTouchedFileIsNotReloaded() throws Exception {
        try (Watched model = new Watched(folder.resolve("model.zip"), OLD)) {
            Model before = model.handle.current();
            for (int i = 1; i < 5; i++) {
                Files.setLastModifiedTime(model.file, FileTime.fromMillis(1_600_000_000_000L + i));
                Watched.someLooks();
            }
            assertThat(model.handle.current()).isSameAs(before);
            assertThat(model.handle.status().reloads()).isZero();
        }
    }

    @Test
    void growingFile_isTakenOnlyWhenWhole() throws Exception {
        try (Watched model = new Watched(folder.resolve("model.zip"), OLD)) {
            for (int length = 0; length < NEW.length; length += 1 + NEW.length / 40) {
                Files.write(model.file, Arrays.copyOf(NEW, length));
                assertThat(model.serving()).isEqualTo(MojoFile.sha256(OLD));
                Thread.sleep(5);
            }
            Files.write(model.file, NEW);
            model.awaitServing(NEW);
            assertThat(model.handle.status().reloads()).isEqualTo(1);
        }
    }

    @Test
    void everyNewState_isReportedOncePerReturn() throws Exception {
        try (Watched model = new Watched(folder.resolve("model.zip"), OLD)) {
            for (int i = 0; i < 2; i++) {
                model.rename(new byte[0]);
                model.awaitProblem("M004");
                Files.delete(model.file);
                model.awaitProblem("M001");
            }
            assertThat(model.log.warnings()).hasSize(4);
            model.rename(OLD);
            Watched.eventually(() -> !model.handle.status().isStale());
            assertThat(model.log.infos()).anyMatch(line -> line.contains("well again"));
        }
    }

    @Test
    void aModelThatIsRefusedOnceIsAskedAgainWithoutAChangeOfTheFile() throws Exception {
        boolean[] accepts = {false};
        try (Watched model = new Watched(
                folder.resolve("model.zip"),
                OLD,
                (serving, candidate) -> accepts[0]
                        ? Optional.empty()
                        : Optional.of(Problem.of(ModelError.NOT_A_SUCCESSOR, "Not yet")
                                .why("no")
                                .passing()
                                .fix("wait")))) {
            model.rename(NEW);
            model.awaitProblem("M030");
            accepts[0] = true;
            model.awaitServing(NEW);
        }
    }

    /** The same model in a file that differs in the time of its last entry only. */
    private static byte[] sameSizeAs(byte[] zip) {
        byte[] other = zip.clone();
        int directory = java.nio.ByteBuffer.wrap(zip)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(zip.length - 6);
        other[directory + 12] ^= 1;
        return other;
    }
}

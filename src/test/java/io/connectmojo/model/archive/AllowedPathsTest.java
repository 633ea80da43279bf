package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.problem.ModelError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where models may come from. */
class AllowedPathsTest {
    @TempDir
    Path folder;

    private Path allowed;
    private Path model;
    private Path outside;

    @BeforeEach
    void files() throws IOException {
        allowed = Files.createDirectory(folder.toRealPath().resolve("allowed"));
        model = Files.createFile(allowed.resolve("model.zip"));
        outside = Files.createFile(folder.toRealPath().resolve("outside.zip"));
    }

    private static AllowedPaths of(String list) {
        return AllowedPaths.of(name -> name.equals("paths") ? list : null);
    }

    private static void refuses(AllowedPaths paths, Path path) {
        isRefused(
                () -> paths.resolve(path),
                ModelError.NOT_ALLOWED,
                "it is missing, unreadable, or outside of the folders that the operator allows");
    }

    @Test
    void withoutAList_anyFileIsAllowed() {
        AllowedPaths any = AllowedPaths.of(name -> null);
        assertThat(any.resolve(outside)).isEqualTo(outside);
        isRefused(
                () -> any.resolve(folder.resolve("missing")),
                ModelError.NOT_FOUND,
                "it is missing or the worker's user may not read it");
    }

    @Test
    void withAList_onlyItsFoldersAreAllowed() {
        AllowedPaths one = of(allowed.toString());
        assertThat(one.resolve(model)).isEqualTo(model);
        refuses(one, outside);
        refuses(one, allowed.resolve("missing"));
    }

    @Test
    void severalFolders_areAllAllowed() {
        AllowedPaths two = of("/does/not/exist, ," + allowed + " ,");
        assertThat(two.resolve(model)).isEqualTo(model);
        refuses(two, outside);
    }

    @Test
    void emptyList_allowsNothing() {
        refuses(of(""), model);
    }

    @Test
    void folderWithTheSameBeginning_isAnother() throws IOException {
        Path other = Files.createDirectory(folder.toRealPath().resolve("allowed-too"));
        refuses(of(allowed.toString()), Files.createFile(other.resolve("model.zip")));
    }

    @Test
    void linkOutOfTheFolder_isFollowedFirst() throws IOException {
        Path link = Files.createSymbolicLink(allowed.resolve("link.zip"), outside);
        refuses(of(allowed.toString()), link);
        assertThat(of(folder.toString()).resolve(link)).isEqualTo(outside);
    }

    @Test
    void linkToTheFolder_isFollowedToo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("current"), allowed);
        assertThat(of(link.toString()).resolve(model)).isEqualTo(model);
    }

    @Test
    void stepsUp_areFollowedFirst() {
        refuses(of(allowed.toString()), allowed.resolve("..").resolve("outside.zip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "/models,relative/too", "nul\0l"})
    void folderThatIsNoAbsolutePath_isRefused(String list) {
        isRefused(() -> of(list), ModelError.OPERATOR_SETTING, "no model is loaded while the list is malformed");
    }
}

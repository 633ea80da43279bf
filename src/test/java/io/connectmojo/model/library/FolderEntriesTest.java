package io.connectmojo.model.library;

import static io.connectmojo.model.library.VersionedFolder.half;
import static io.connectmojo.model.library.VersionedFolder.serves;
import static io.connectmojo.model.library.VersionedFolder.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileWriter;
import io.connectmojo.model.profile.SampleProfiles;
import io.connectmojo.model.signature.SigningKey;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a version in a folder, what is ignored, and what is refused. */
class FolderEntriesTest {
    private static final String PATHS = "io.connectmojo.model.paths";
    private static final String KEYS = "io.connectmojo.model.keys";

    @TempDir
    Path temp;

    private VersionedFolder versions;

    @BeforeEach
    void open() throws Exception {
        versions = new VersionedFolder(Files.createDirectory(temp.resolve("house-prices")));
    }

    @AfterEach
    void close() {
        versions.close();
        System.clearProperty(PATHS);
        System.clearProperty(KEYS);
    }

    @Test
    void folder_givesTheModelItsName() {
        assertThat(versions.request(java.util.Optional.empty(), -1).feed().name())
                .isEqualTo("house-prices");
    }

    @Test
    void namesThatAreNoNumber_areIgnored() throws Exception {
        versions.put(2);
        for (String name :
                List.of("latest", "03", "0", "-4", "+5", ".6", "7.0", "8 ", "9a", "1234567890123456789", "٤")) {
            Files.write(Files.createDirectory(versions.path(name)).resolve("model.zip"), zip(1));
        }
        Files.write(versions.path("10"), zip(1));
        Files.createDirectory(versions.path("11"));
        Path partial = Files.createDirectory(versions.path("12"));
        Files.write(partial.resolve(".model.zip"), zip(1));
        Files.write(partial.resolve("model.zip.part"), zip(1));
        ModelHandle task = versions.start();
        Watched.someLooks();
        assertThat(serves(task, 2)).isTrue();
        assertThat(task.status().isStale()).isFalse();
        assertThat(versions.log.warnings()).isEmpty();
    }

    @Test
    void otherFilesBesideTheZip_areIgnored() throws Exception {
        versions.put(1);
        Files.writeString(versions.path("1/h2o-genmodel.jar"), "a jar");
        Files.writeString(versions.path("1/MLmodel"), "flavors: {}");
        assertThat(serves(versions.start(), 1)).isTrue();
    }

    @Test
    void severalZipsInAVersion_areRefused() throws Exception {
        versions.put(1);
        versions.put(2);
        Files.write(versions.path("2/second.zip"), zip(2));
        ModelHandle task = versions.start();
        assertThat(serves(task, 1)).isTrue();
        assertThat(task.status().problem()).contains("M022");
        assertThat(versions.log.warnings()).anyMatch(line -> line.contains("it has 2 zips"));
    }

    @Test
    void danglingLink_isRefusedNotServed() throws Exception {
        versions.put(1);
        Files.createSymbolicLink(versions.path("2"), Path.of("nowhere"));
        ModelHandle task = versions.start();
        assertThat(serves(task, 1)).isTrue();
        assertThat(task.status().problem()).contains("M001");
    }

    @Test
    void linkedVersion_servesUnlessItLeavesTheAllowedFolders() throws Exception {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.write(elsewhere.resolve("model.zip"), zip(2));
        versions.put(1);
        Files.createSymbolicLink(versions.path("2"), elsewhere);
        assertThat(serves(versions.start(), 2)).isTrue();
        System.setProperty(PATHS, versions.folder.toString());
        ModelHandle task = versions.start();
        assertThat(serves(task, 1)).isTrue();
        assertThat(task.status().problem()).contains("M002");
    }

    @Test
    void folderOutsideOfTheAllowedOnes_readsAsIfItWereNotThere() throws Exception {
        System.setProperty(PATHS, Files.createDirectory(temp.resolve("allowed")).toString());
        versions.put(1);
        assertThatThrownBy(versions::start).hasMessageStartingWith("MOJO-M002");
    }

    @Test
    void folderWithoutAnyModel_isRefused() throws Exception {
        Files.createDirectory(versions.path("1"));
        assertThatThrownBy(versions::start)
                .hasMessageStartingWith("MOJO-M022")
                .hasMessageContaining(versions.folder.toString());
    }

    @Test
    void manyVersions_onlyTheHighestAreLookedAt() throws Exception {
        versions.put(1);
        for (int number = 1000; number < 1020; number++) {
            versions.put(number, half(zip(2)));
        }
        assertThatThrownBy(versions::start).hasMessageStartingWith("MOJO-M004").hasMessageContaining("1019/model.zip");
        versions.remove(1000);
        assertThat(serves(versions.start(), 1)).isTrue();
    }

    @Test
    void tooManyEntries_areRefused() throws Exception {
        versions.put(1);
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(versions.path("f" + i));
        }
        assertThatThrownBy(versions::start).hasMessageStartingWith("MOJO-M022").hasMessageContaining("10000 entries");
        Files.delete(versions.path("f1"));
        assertThat(serves(versions.start(), 1)).isTrue();
    }

    @Test
    void profileOfAVersion_isThatOfItsZip() throws Exception {
        versions.put(1);
        versions.put(2);
        Profile own = SampleProfiles.bare(MojoFile.sha256(zip(1)));
        Files.writeString(versions.path("1/model.profile.json"), ProfileWriter.write(own));
        Files.writeString(versions.path("2/model.profile.json"), ProfileWriter.write(own));
        ModelHandle task = versions.start();
        assertThat(task.current().profile()).contains(own);
        assertThat(task.status().problem()).as("2 has the profile of 1").contains("M051");
    }

    @Test
    void unsignedVersion_isRefusedWhereSignaturesAreAskedFor() throws Exception {
        versions.put(1);
        versions.put(2);
        Files.write(
                versions.path("1/model.zip.sig"),
                SigningKey.ofPem("p256", key("p256.key.pem")).signModel("model.zip", MojoFile.sha256(zip(1))));
        Path keys = Files.createDirectory(temp.resolve("keys"));
        Files.writeString(keys.resolve("p256.pem"), key("p256.pem"));
        System.setProperty(KEYS, keys.toString());
        ModelHandle task = versions.start();
        assertThat(serves(task, 1)).isTrue();
        assertThat(task.status().problem()).contains("M060");
    }

    private static String key(String name) throws Exception {
        try (InputStream in = SigningKey.class.getResourceAsStream("keys/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}

package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.LIMITS;
import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.ModelError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the directory of a zip may say. The oracle for good files is the JDK, which also wrote them. */
class ZipDirectoryTest {
    private final RawZip zip = RawZip.stored("model.ini", "trees/t00.bin", "last");

    @TempDir
    Path folder;

    static List<ZipDirectory.Entry> read(RawZip zip) {
        return ZipDirectory.read(zip.bytes(), LIMITS, "a.zip");
    }

    static void refuses(byte[] bytes, ModelError code, String why) {
        isRefused(() -> ZipDirectory.read(bytes, LIMITS, "a.zip"), code, why);
    }

    static void refuses(RawZip zip, String why) {
        refuses(zip.bytes(), ModelError.CORRUPT, why);
    }

    static void refuses(RawZip zip, ModelLimits limits, String why) {
        isRefused(() -> ZipDirectory.read(zip.bytes(), limits, "a.zip"), ModelError.TOO_BIG, why);
    }

    static void readsLikeTheJdk(RawZip zip, Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.zip"), zip.bytes());
        try (ZipFile jdk = new ZipFile(file.toFile())) {
            List<ZipDirectory.Entry> entries = read(zip);
            assertThat(entries).hasSize(jdk.size());
            for (ZipDirectory.Entry entry : entries) {
                ZipEntry expected = jdk.getEntry(entry.name());
                assertThat(entry.size()).isEqualTo((int) expected.getSize());
                assertThat(entry.compressed()).isEqualTo((int) expected.getCompressedSize());
                assertThat(entry.crc()).isEqualTo((int) expected.getCrc());
                assertThat(entry.method()).isEqualTo(expected.getMethod());
            }
        }
    }

    @Nested
    class End {
        @ParameterizedTest
        @ValueSource(strings = {"P", "PK", "PK\3", "XK\3\4....", "PX\3\4...."})
        void fileThatDoesNotBeginLikeAZip_isNoMojo(String text) {
            refuses(
                    text.getBytes(StandardCharsets.ISO_8859_1),
                    ModelError.NOT_A_MOJO,
                    "The model file is not a zip archive");
        }

        @Test
        void emptyFile_isNotWhole() {
            refuses(new byte[0], ModelError.NOT_WHOLE, "the file is empty");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PK\3\4", "PK\3\4 and much more than the end of an archive"})
        void fileWithoutAnEnd_isNotWhole(String text) {
            refuses(text.getBytes(StandardCharsets.ISO_8859_1), ModelError.NOT_WHOLE, "its end is missing");
        }

        @Test
        void archiveWithoutEntries_isRead() throws IOException {
            readsLikeTheJdk(RawZip.written("", out -> {}), folder);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 100, 0xffff})
        void commentOfAnyLength_isAllowed(int length) throws IOException {
            readsLikeTheJdk(
                    RawZip.written("c".repeat(length), out -> RawZip.addStored(out, "model.ini", new byte[3])), folder);
        }

        @Test
        void endSignatureInsideTheComment_isNotTheEnd() throws IOException {
            readsLikeTheJdk(
                    RawZip.written(
                            "PK\5\6 and twenty-two more characters",
                            out -> RawZip.addStored(out, "model.ini", new byte[3])),
                    folder);
        }

        @Test
        void oneByteBehindTheEnd_isNotWhole() {
            byte[] bytes = zip.insert(zip.bytes().length, new byte[1]).bytes();
            refuses(bytes, ModelError.NOT_WHOLE, "its end is missing");
        }

        @Test
        void severalParts_areRefused() {
            refuses(zip.set16(zip.end() + 4, 1), "the archive claims to have several parts");
        }

        @Test
        void partOfTheEntries_isRefused() {
            refuses(zip.set16(zip.end() + 8, 2), "the archive claims to have several parts");
        }

        @ParameterizedTest
        @CsvSource({"12, 1", "12, -1", "16, 1", "16, -1", "16, 1000000"})
        void directoryInAnotherPlace_isNotWhole(int field, int by) {
            int at = zip.end() + field;
            byte[] bytes = zip.set32(at, zip.getInt(at) + by).bytes();
            refuses(bytes, ModelError.NOT_WHOLE, "its directory is not where its end says");
        }
    }

    @Nested
    class Zip64 {
        @ParameterizedTest
        @CsvSource({"true, false, false", "false, true, false", "false, false, true", "true, true, true"})
        void recordOfLargeArchives_isRead(boolean count, boolean size, boolean start) throws IOException {
            zip.zip64();
            if (count) {
                zip.set16(zip.end() + 8, 0xffff).set16(zip.end() + 10, 0xffff);
            }
            if (size) {
                zip.set32(zip.end() + 12, -1);
            }
            if (start) {
                zip.set32(zip.end() + 16, -1);
            }
            readsLikeTheJdk(zip, folder);
        }

        @ParameterizedTest
        @CsvSource({"8, 1", "8, -1", "8, -10000", "-56, 1"})
        void recordInAnotherPlace_isRefused(int field, int by) {
            zip.zip64().set32(zip.end() + 16, -1);
            int at = zip.end() - 20 + field;
            refuses(zip.set64(at, zip.getInt(at) + by), "its zip64 record is not where its locator says");
        }

        @ParameterizedTest
        @CsvSource({
            "32, -1, M005, too small for its -1 entries",
            "40, -1, M004, its directory is not where its end says",
            "48, -1, M004, its directory is not where its end says",
            "48, 4611686018427387904, M004, its directory is not where its end says"
        })
        void numbersThatCannotBe_areRefused(int field, long value, String code, String why) {
            zip.zip64().set32(zip.end() + 16, -1).set64(zip.end() - 76 + field, value);
            refuses(zip.bytes(), code.equals("M005") ? ModelError.CORRUPT : ModelError.NOT_WHOLE, why);
        }

        @Test
        void noRecord_leavesTheNumbersOfTheEnd() {
            zip.set16(zip.end() + 10, 0xffff);
            refuses(zip, LIMITS, "it has 65535 entries, more than max.entries=1000");
            RawZip empty = RawZip.written("", out -> {});
            refuses(empty.set16(10, 0xffff), LIMITS, "it has 65535 entries");
        }

        @Test
        void sizesOfAnEntry_areReadInTheirOrder() throws IOException {
            readsLikeTheJdk(zip.zip64Entry(), folder);
        }

        @Test
        void sizesThatAreSmall_areNotReplaced() {
            int size = zip.getInt(zip.central(0) + 24);
            zip.zip64Entry().set32(zip.central(0) + 24, size);
            // the field now tells first what is its size, not how much it is compressed
            zip.set64(zip.central(0) + 46 + 9 + 8, 5);
            assertThat(read(zip))
                    .filteredOn(entry -> entry.name().equals("model.ini"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.compressed()).isEqualTo(5));
        }

        @Test
        void fieldThatIsTooShort_isNotReadBeyond() {
            zip.zip64Entry().set16(zip.central(0) + 46 + 9 + 4 + 2, 16);
            refuses(zip, "entry model.ini lies outside of the archive");
        }

        @ParameterizedTest
        @ValueSource(ints = {8, 16, 24})
        void sizeBelowZero_isRefused(int field) {
            zip.zip64Entry().set64(zip.central(0) + 46 + 9 + field, -5);
            if (field == 8) {
                refuses(zip, LIMITS, "entry model.ini inflates to -5 bytes");
            } else {
                refuses(zip, "entry model.ini lies outside of the archive");
            }
        }
    }
}

package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.ZipDirectoryTest.read;
import static io.connectmojo.model.archive.ZipDirectoryTest.readsLikeTheJdk;
import static io.connectmojo.model.archive.ZipDirectoryTest.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.ModelLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the directory of a zip may say of an entry, and of all of them together. */
class ZipDirectoryEntriesTest {
    private final RawZip zip = RawZip.stored("model.ini", "trees/t00.bin", "last");

    @TempDir
    Path folder;

    @Nested
    class Entries {
        @Test
        void fewerThanAreThere_isRefused() {
            refuses(zip.set16(zip.end() + 8, 2).set16(zip.end() + 10, 2), "holds more than its 2 entries");
        }

        @Test
        void oneMoreThanIsThere_isRefused() {
            RawZip one = RawZip.stored("a name that is longer than the header of another entry");
            refuses(one.set16(one.end() + 8, 2).set16(one.end() + 10, 2), "is broken after 1 entries");
        }

        @Test
        void moreThanFitTheDirectory_areRefused() {
            refuses(zip.set16(zip.end() + 8, 40).set16(zip.end() + 10, 40), "too small for its 40 entries");
        }

        @Test
        void numberAtTheLimit_isAllowed() {
            ModelLimits three = new ModelLimits(1000, 1000, 3, 1, 1);
            assertThat(ZipDirectory.read(zip.bytes(), three, "a.zip")).hasSize(3);
            refuses(zip, new ModelLimits(1000, 1000, 2, 1, 1), "it has 3 entries, more than max.entries=2");
        }

        @Test
        void headerWithoutItsSignature_isRefused() {
            refuses(zip.set8(zip.central(1), 'X'), "its directory is broken after 1 entries");
        }

        @ParameterizedTest
        @ValueSource(ints = {28, 30, 32})
        void headerThatReachesBeyondTheDirectory_isRefused(int field) {
            refuses(zip.set16(zip.central(2) + field, 9), "its directory is broken after 2 entries");
        }

        @Test
        void commentsPlusExtraFields_arePassedOver() throws IOException {
            readsLikeTheJdk(
                    RawZip.written("", out -> {
                        for (String name : List.of("model.ini", "other")) {
                            ZipEntry entry = new ZipEntry(name);
                            entry.setComment("a comment of the entry");
                            entry.setExtra(new byte[] {0x55, 0x55, 2, 0, 1, 1});
                            out.putNextEntry(entry);
                            out.write(new byte[10]);
                        }
                    }),
                    folder);
        }

        @ParameterizedTest
        @ValueSource(ints = {0x0001, 0x0040, 0x2000, 0x2041})
        void encryptedEntry_isRefused(int flags) {
            refuses(zip.set16(zip.central(1) + 8, flags), "entry trees/t00.bin is encrypted");
        }

        @Test
        void entryInAnotherPart_isRefused() {
            refuses(zip.set16(zip.central(1) + 34, 1), "entry trees/t00.bin is in another part");
        }

        @Test
        void symbolicLinkOfUnix_isRefused() {
            int at = zip.central(1);
            zip.set8(at + 5, 3).set32(at + 38, 0x81a40000);
            assertThat(read(zip)).as("a usual file").hasSize(3);
            zip.set32(at + 38, 0xa1ff0000);
            refuses(zip, "entry trees/t00.bin is a symbolic link");
            assertThat(read(zip.set8(at + 5, 0))).as("of another system").hasSize(3);
        }

        @ParameterizedTest
        @CsvSource({"20, 1000", "20, -1", "42, 100000", "42, -1"})
        void entryOutsideOfTheFile_isRefused(int field, int value) {
            refuses(zip.set32(zip.central(2) + field, value), "entry last lies outside of the archive");
        }

        @Test
        void dataThatReachesIntoTheDirectory_isRefused() {
            int room = zip.directory() - zip.local(2);
            assertThat(read(zip.set32(zip.central(2) + 20, room))).hasSize(3);
            refuses(zip.set32(zip.central(2) + 20, room + 1), "entry last lies outside of the archive");
        }

        @Test
        void sameNameTwice_isRefused() {
            refuses(
                    RawZip.stored("a", "b").set8(RawZip.stored("a", "b").central(1) + 46, 'a'),
                    "entry a is there twice");
        }

        @Test
        void overlap_isRefused() {
            int next = zip.local(1);
            zip.set32(zip.central(0) + 20, next - zip.local(0) - 1);
            assertThat(read(zip)).hasSize(3);
            zip.set32(zip.central(0) + 20, next - zip.local(0));
            refuses(zip, "entry trees/t00.bin overlaps the one before it");
        }

        @Test
        void orderOfTheirData_isTheOrder() {
            int first = zip.local(0);
            zip.set32(zip.central(0) + 42, zip.local(2)).set32(zip.central(2) + 42, first);
            assertThat(read(zip))
                    .extracting(ZipDirectory.Entry::name)
                    .containsExactly("last", "trees/t00.bin", "model.ini");
        }
    }

    @Nested
    class Names {
        @ParameterizedTest
        @ValueSource(
                strings = {"/abc", "..", "a/..", "../a", "./a", "a/./b", "a\\b", "c:a", "a\nb", "a\u001fb", "a\u007fb"})
        void nameThatCouldLeadOut_isRefused(String name) {
            refuses(RawZip.stored("model.ini", name), "the name of an entry could lead out of the archive");
        }

        @Test
        void noNameAtAll_isRefused() {
            RawZip one = RawZip.stored("x");
            one.set16(one.central(0) + 28, 0).set16(one.central(0) + 30, 1);
            refuses(one, "the name of an entry could lead out of the archive");
        }

        @Test
        void nameThatIsNotUtf8_isRefused() {
            refuses(zip.set8(zip.central(1) + 46, 0xff), "the name of an entry is not UTF-8");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a b", "a..b", "...", "a/b/", "größe", "a~", ".a"})
        void otherNames_areAllowed(String name) throws IOException {
            readsLikeTheJdk(RawZip.stored("model.ini", name), folder);
        }
    }

    @Nested
    class Sizes {
        @Test
        void entryAtTheLimit_isAllowed() {
            RawZip one = RawZip.stored("model.ini");
            assertThat(ZipDirectory.read(one.bytes(), inflated(9), "a.zip")).hasSize(1);
            refuses(one, inflated(8), "entry model.ini inflates to 9 bytes, more than max.inflated.bytes=8");
        }

        @Test
        void entriesTogetherAtTheLimit_areAllowed() {
            assertThat(ZipDirectory.read(zip.bytes(), inflated(26), "a.zip")).hasSize(3);
            refuses(zip, inflated(25), "it inflates to 26 bytes, more than max.inflated.bytes=25");
        }

        @Test
        void entryThatNoArrayHolds_isRefused() {
            ModelLimits any = inflated(Long.MAX_VALUE);
            refuses(zip.set32(zip.central(0) + 24, Integer.MAX_VALUE - 7), any, "entry model.ini inflates to");
            refuses(zip.set32(zip.central(0) + 24, Integer.MAX_VALUE - 8), any, "more than 200 times its size");
        }

        @Test
        void bomb_isRefusedUnlessItIsSmall() {
            RawZip one = RawZip.stored("model.ini");
            ModelLimits any = inflated(Long.MAX_VALUE);
            one.set32(one.central(0) + 24, 10 << 20);
            assertThat(ZipDirectory.read(one.bytes(), any, "a.zip")).hasSize(1);
            one.set32(one.central(0) + 24, (10 << 20) + 1);
            refuses(one, any, "it inflates to 10485761 bytes, more than 200 times its size");
        }

        @Test
        void largeArchiveAtTheRatio_isAllowed() {
            RawZip one = RawZip.written("", out -> RawZip.addStored(out, "model.ini", new byte[60_000]));
            ModelLimits any = inflated(Long.MAX_VALUE);
            int most = 200 * one.bytes().length;
            one.set32(one.central(0) + 24, most);
            assertThat(ZipDirectory.read(one.bytes(), any, "a.zip")).hasSize(1);
            refuses(one.set32(one.central(0) + 24, most + 1), any, "more than 200 times its size");
        }

        private static ModelLimits inflated(long bytes) {
            return new ModelLimits(Long.MAX_VALUE, bytes, 10, 1, 1);
        }
    }
}

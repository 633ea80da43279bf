package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.LIMITS;
import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.problem.ModelError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an entry is what the directory says, and inflates to what it should. */
class ZipEntriesTest {
    private static final byte[] CONTENT =
            "what the entry contains, again and again and again".repeat(9).getBytes(StandardCharsets.UTF_8);

    private static Map<String, byte[]> read(RawZip zip) {
        return ZipEntries.read(zip.bytes(), LIMITS, "a.zip");
    }

    private static void refuses(RawZip zip, String why) {
        isRefused(() -> read(zip), ModelError.CORRUPT, why);
    }

    private static void readsLikeTheJdk(RawZip zip) throws IOException {
        Map<String, byte[]> expected = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.bytes()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    expected.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        assertThat(read(zip)).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void contents_areThoseThatTheJdkReads() throws IOException {
        readsLikeTheJdk(RawZip.written("a comment", zip -> {
            zip.putNextEntry(new ZipEntry("folder/"));
            zip.putNextEntry(new ZipEntry("folder/streamed"));
            zip.write(CONTENT);
            RawZip.addStored(zip, "stored", CONTENT);
            RawZip.addStored(zip, "nothing", new byte[0]);
            zip.putNextEntry(new ZipEntry("nothing that is deflated"));
            zip.closeEntry();
        }));
    }

    @Nested
    class Header {
        private final RawZip zip = RawZip.stored("one", "two", "three");

        @ParameterizedTest
        @ValueSource(ints = {0, 6, 8, 14, 18, 22, 26, 30})
        void fieldThatTheDirectoryContradicts_isRefused(int field) {
            int at = zip.local(1) + field;
            refuses(zip.set16(at, zip.getInt(at) + 1), "entry two is not what the directory says it is");
        }

        @ParameterizedTest
        @ValueSource(ints = {14, 18, 22})
        void sizeThatIsLeftOut_isAllowedOnlyWhereItFollows(int field) {
            refuses(zip.set32(zip.local(1) + field, 0), "entry two is not what the directory says it is");
            RawZip streamed = RawZip.streamed("two", CONTENT);
            assertThat(read(streamed.set32(streamed.local(0) + field, 0))).containsKey("two");
            refuses(streamed.set32(streamed.local(0) + field, 1), "entry two is not what the directory says it is");
        }

        @Test
        void sizesOfZip64_areLeftToTheDirectory() {
            zip.set32(zip.local(1) + 18, -1).set32(zip.local(1) + 22, -1);
            assertThat(read(zip).get("two")).isEqualTo("two".getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void nameThatReachesBeyondTheFile_isRefused() {
            refuses(zip.set16(zip.local(2) + 26, 0xffff), "an entry reaches beyond the end of the file");
        }

        @Test
        void dataThatReachesIntoTheNextEntry_isRefused() {
            refuses(zip.set16(zip.local(1) + 28, 1), "entry two does not end where the directory says");
        }

        @Test
        void dataOfTheLastEntryBeyondTheFile_isRefused() {
            refuses(zip.set16(zip.local(2) + 28, 0xfff0), "entry three does not end where the directory says");
        }

        @Test
        void extraField_isPassedOver() {
            RawZip one = RawZip.stored("one");
            one.insert(one.data(0), new byte[4]).set16(28, 4).set32(one.end() + 16, one.directory() + 4);
            assertThat(read(one).get("one")).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Descriptor {
        private final RawZip zip = RawZip.streamed("a", CONTENT);
        private final int descriptor = zip.directory() - 16;

        @ParameterizedTest
        @ValueSource(ints = {4, 8, 12})
        void valueThatTheDirectoryContradicts_isRefused(int field) {
            int at = descriptor + field;
            refuses(zip.set32(at, zip.getInt(at) + 1), "entry a does not end where the directory says");
        }

        @Test
        void withoutSignature_isRead() {
            RawZip without = descriptor(12, 4);
            assertThat(read(without).get("a")).isEqualTo(CONTENT);
            int at = without.directory() - 12;
            refuses(without.set32(at, without.getInt(at) + 1), "entry a does not end where the directory says");
        }

        @ParameterizedTest
        @CsvSource({"24, true", "20, false"})
        void ofZip64_isRead(int length, boolean signed) {
            RawZip wide = wide(signed);
            assertThat(read(wide).get("a")).isEqualTo(CONTENT);
            for (int field : new int[] {length - 16, length - 8}) {
                RawZip wrong = wide(signed);
                int at = wrong.directory() - length + field;
                refuses(wrong.set32(at + 4, 1), "entry a does not end where the directory says");
            }
        }

        @Test
        void thatIsMissing_isRefused() {
            refuses(RawZip.stored("a").both(0, 6, 8, 8), "entry a does not end where the directory says");
        }

        /** The descriptor's last bytes alone. */
        private RawZip descriptor(int length, int from) {
            byte[] bytes = Arrays.copyOfRange(zip.bytes(), descriptor + from, descriptor + from + length);
            return withDescriptor(bytes);
        }

        private RawZip wide(boolean signed) {
            ByteBuffer bytes = ByteBuffer.allocate(signed ? 24 : 20).order(ByteOrder.LITTLE_ENDIAN);
            if (signed) {
                bytes.putInt(0x08074b50);
            }
            bytes.putInt(zip.getInt(descriptor + 4));
            bytes.putLong(zip.getInt(descriptor + 8)).putLong(zip.getInt(descriptor + 12));
            return withDescriptor(bytes.array());
        }

        private RawZip withDescriptor(byte[] bytes) {
            byte[] data = Arrays.copyOfRange(zip.bytes(), zip.data(0), descriptor);
            RawZip other = RawZip.deflated(data, CONTENT);
            other.both(0, 6, 8, zip.getInt(6) & 0xffff);
            return other.behindData(bytes);
        }
    }

    @Nested
    class Content {
        private final byte[] data = RawZip.deflate(CONTENT);

        @Test
        void thatWasDeflated_isInflated() {
            assertThat(read(RawZip.deflated(data, CONTENT)).get("a")).isEqualTo(CONTENT);
        }

        @Test
        void thatIsEmpty_isInflated() {
            byte[] nothing = RawZip.deflate(new byte[0]);
            assertThat(read(RawZip.deflated(nothing, new byte[0])).get("a")).isEmpty();
        }

        @Test
        void withOneWrongByte_isRefused() {
            RawZip stored = RawZip.stored("one");
            refuses(stored.set8(stored.data(0), 'X'), "entry one does not have its checksum");
        }

        @ParameterizedTest
        @ValueSource(ints = {14, 22})
        void withoutItsChecksumOrSize_isRefused(int field) {
            RawZip stored = RawZip.stored("one");
            stored.both(0, field, field + 2, stored.getInt(field) + 1);
            refuses(stored, "entry one does not have its checksum");
        }

        @Test
        void inflatedToAnother_isRefused() {
            byte[] other = CONTENT.clone();
            other[7]++;
            refuses(RawZip.deflated(data, other), "entry a does not have its checksum");
        }

        @Test
        void inAnotherCompression_isRefused() {
            refuses(RawZip.stored("one").both(0, 8, 10, 12), "entry one is compressed in a way that no MOJO is");
        }

        @Test
        void cutInTheMiddle_isRefused() {
            refuses(RawZip.deflated(Arrays.copyOf(data, data.length / 2), CONTENT), "entry a ends early");
        }

        @Test
        void withAByteTooMuch_isRefused() {
            refuses(RawZip.deflated(Arrays.copyOf(data, data.length + 1), CONTENT), "entry a does not have its length");
        }

        @Test
        void withoutItsLastByte_isRefused() {
            refuses(RawZip.deflated(Arrays.copyOf(data, data.length - 1), CONTENT), "entry a ");
        }

        @ParameterizedTest
        @ValueSource(ints = {-100, -1, 1, 100})
        void longerOrShorterThanItSays_isRefused(int by) {
            byte[] other = Arrays.copyOf(CONTENT, CONTENT.length + by);
            refuses(RawZip.deflated(data, other), "entry a does not have its length");
        }

        @Test
        void thatCannotBeInflated_isRefused() {
            byte[] noise = new byte[20];
            Arrays.fill(noise, (byte) 0xff);
            refuses(RawZip.deflated(noise, CONTENT), "entry a cannot be inflated");
        }
    }
}

package io.connectmojo.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;

/**
 * Announcements of any bytes. Replays its corpus in every build; fuzzes one target for ten minutes with {@code JAZZER_FUZZ=1 mvn
 * test-compile surefire:test -Dtest=AnnouncementFuzzTest#announcement_isReadOrRefusedWithItsCode}, likewise the other one.
 */
@Tag("fuzz")
class AnnouncementFuzzTest {
    private static final String NAME = "prices";

    /** What reading takes beside the announcement itself, classes included, and for each of its bytes. */
    private static final long FIRST_BYTES = 16 << 20;

    private static final long PER_BYTE = 100;
    private static final int MAX_ZIP = 100_000;
    private static final ModelLimits LIMITS =
            ModelLimits.of(name -> name.equals("max.file.bytes") ? String.valueOf(MAX_ZIP) : null);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    @FuzzTest(maxDuration = "10m")
    void announcement_isReadOrRefusedWithItsCode(byte[] value) throws IOException {
        Optional<Announcement> read = readWithin(FIRST_BYTES + PER_BYTE * value.length, value);
        if (read.isPresent()) {
            Announcement announcement = read.get();
            assertSaysTheSame(announcement, JSON.readTree(value));
            byte[] written = AnnouncementWriter.write(announcement);
            assertThat(AnnouncementReader.read(NAME, written, "fuzz")).isEqualTo(announcement);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void announcedSize_isRefusedBeforeItTakesMemory(byte[] value) {
        Optional<Announcement> read = readWithin(FIRST_BYTES + PER_BYTE * value.length, value);
        if (read.isPresent()) {
            Announcement announcement = read.get();
            Optional<PieceAssembly> assembly = within(
                    FIRST_BYTES + MAX_ZIP, ModelError.TOO_BIG, () -> new PieceAssembly(announcement, LIMITS, "fuzz"));
            assertThat(assembly.isPresent()).isEqualTo(announcement.size() <= MAX_ZIP);
        }
    }

    private static Optional<Announcement> readWithin(long bytes, byte[] value) {
        return within(bytes, ModelError.ANNOUNCEMENT, () -> AnnouncementReader.read(NAME, value, "fuzz"));
    }

    /** Empty when it is refused with that code; whatever else is thrown ends the test. */
    private static <T> Optional<T> within(long bytes, ErrorCode code, Supplier<T> action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Optional<T> result = Optional.empty();
        Optional<MojoException> refusal = Optional.empty();
        try {
            result = Optional.of(action.get());
        } catch (MojoException refused) {
            refusal = Optional.of(refused);
        }
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(taken).isLessThan(bytes);
        if (refusal.isPresent()) {
            assertThat(refusal.get().code()).isEqualTo(code);
            assertThat(refusal.get().firstLine()).hasSizeLessThanOrEqualTo(MojoException.FIRST_LINE);
        }
        return result;
    }

    /** As a reader says that this project did not write. */
    private static void assertSaysTheSame(Announcement announcement, JsonNode json) throws IOException {
        assertThat(json.get("format").asInt()).isEqualTo(Announcement.FORMAT);
        assertThat(announcement.name()).isEqualTo(json.get("name").textValue());
        assertThat(announcement.version()).isEqualTo(json.get("version").longValue());
        assertThat(announcement.sha256()).isEqualTo(json.get("sha256").textValue());
        assertThat(announcement.size()).isEqualTo(json.get("size").intValue());
        assertThat(announcement.file()).isEqualTo(json.get("file").textValue());
        assertThat(announcement.published()).isEqualTo(json.get("published").textValue());
        JsonNode data = json.get("data");
        assertThat(announcement.data())
                .isEqualTo(new Announcement.PieceRange(
                        data.get("topic").textValue(),
                        data.get("partition").intValue(),
                        data.get("first").longValue(),
                        data.get("last").longValue()));
        assertThat(announcement.note().orElse(null)).isEqualTo(json.path("note").textValue());
        for (String member : Set.of("profile", "signature")) {
            Optional<String> text = member.equals("profile") ? announcement.profile() : announcement.signature();
            assertThat(text.isPresent()).isEqualTo(json.path(member).isObject());
            if (text.isPresent()) {
                assertThat(JSON.readTree(text.get())).isEqualTo(json.get(member));
            }
        }
        assertThat(announcement.previous().isPresent())
                .isEqualTo(json.path("previous").isObject());
    }
}

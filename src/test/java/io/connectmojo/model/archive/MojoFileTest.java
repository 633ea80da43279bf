package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.LIMITS;
import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.problem.ModelError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What H2O's library finds in an archive, and under which names. */
class MojoFileTest {
    private final byte[] zip = RawZip.stored("größe", "trees/t00_001.bin").bytes();
    private final MojoFile file = MojoFile.of(zip, LIMITS, "a.zip");

    @Test
    void entries_areFoundByTheirNames() throws IOException {
        assertThat(file.exists("größe")).isTrue();
        assertThat(file.exists("other")).isFalse();
        assertThat(file.getBinaryFile("größe")).isEqualTo("größe".getBytes(StandardCharsets.UTF_8));
        assertThat(file.getTextFile("größe").readLine()).isEqualTo("größe");
        assertThat(file.size()).isEqualTo(2);
        assertThat(file.inflated()).isEqualTo(7 + 17);
        assertThat(file.where()).isEqualTo("a.zip");
    }

    @Test
    void namesWithDigitsOfOtherScripts_areFoundToo() {
        assertThat(file.exists("trees/t٠٠_٠٠١.bin")).isTrue();
        assertThat(file.exists("trees/t०९_००१.bin")).isFalse();
        assertThat(MojoFile.asciiDigits("t\ud835\udfd9-٩-x\ud83d\ude00")).isEqualTo("t1-9-x\ud83d\ude00");
    }

    @Test
    void missingEntry_isTold() {
        isRefused(() -> file.getBinaryFile("t٠"), ModelError.PART_MISSING, "there is no entry t0 in the archive");
    }

    @Test
    void digest_isSha256() {
        assertThat(MojoFile.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
                .as("the example of FIPS 180-2")
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(file.digest()).isEqualTo(MojoFile.sha256(zip));
    }

    @Test
    void digestThatIsKnown_isTaken() {
        MojoFile known = MojoFile.of(zip, "known", LIMITS, "a.zip");
        assertThat(known.digest()).isEqualTo("known");
        assertThat(known.size()).isEqualTo(2);
    }

    @Test
    void digest_mayBeMadeBeside() {
        List<Runnable> beside = new ArrayList<>();
        MojoFile other = MojoFile.of(zip, LIMITS, "a.zip", task -> {
            beside.add(task);
            task.run();
        });
        assertThat(beside).hasSize(1);
        assertThat(other.digest()).isEqualTo(file.digest());
    }

    @Test
    void bytesOfTrees_areReadInTheOrderOfTheMachine() {
        TreeBytes bytes = new TreeBytes(java.nio.ByteBuffer.allocate(19)
                .order(java.nio.ByteOrder.nativeOrder())
                .put((byte) 0xfe)
                .putChar((char) 0xfedc)
                .put(new byte[] {(byte) 0x81, (byte) 0x92, (byte) 0xa3})
                .putInt(0xfedcba98)
                .putFloat(-1.5f)
                .put(18, (byte) 0xab)
                .array());
        assertThat(bytes.remaining()).isEqualTo(19);
        assertThat(bytes.one()).isEqualTo(0xfe);
        assertThat(bytes.two()).isEqualTo(0xfedc);
        assertThat(bytes.three()).isEqualTo(0xa39281);
        assertThat(bytes.four()).isEqualTo(0xfedcba98);
        assertThat(bytes.real()).isEqualTo(-1.5f);
        assertThat(bytes.position()).isEqualTo(14);
        assertThat(bytes.byteAt(18)).isEqualTo(0xab);
        bytes.position(18);
        assertThat(bytes.remaining()).isOne();
    }
}

package io.connectmojo.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.model.ModelLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PieceAssemblyTest {
    private static final byte[] ZIP = new byte[2_000_000];
    private static final String SHA = sha();

    private static String sha() {
        new Random(3).nextBytes(ZIP);
        return Announcements.sha256(ZIP);
    }

    private static PieceAssembly assembly() {
        return new PieceAssembly(announcement(), ModelLimits.of(name -> null), "churn 1 on models");
    }

    private static Announcement announcement() {
        return AnnouncementReader.read("churn", Announcements.bytes(Announcements.of("churn", 1, ZIP, 0, 2)), "test");
    }

    private static byte[] key(int number) {
        return (SHA + "/" + number).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] piece(int number) {
        return Arrays.copyOfRange(ZIP, number * 900_000, Math.min(ZIP.length, (number + 1) * 900_000));
    }

    @Test
    void piecesInOrder_areTheZip() {
        PieceAssembly assembly = assembly();
        assertThat(Pieces.count(ZIP.length)).isEqualTo(3);
        for (int number = 0; number < 3; number++) {
            assertThat(assembly.isComplete()).isFalse();
            assertThat(Pieces.piece(ZIP, number)).isEqualTo(piece(number));
            assembly.accept(key(number), piece(number));
        }
        assertThat(assembly.isComplete()).isTrue();
        assertThat(assembly.zip()).isEqualTo(ZIP);
    }

    @Test
    void piecesOfOthersBetween_arePassedOver() {
        PieceAssembly assembly = assembly();
        byte[] other = ("0".repeat(64) + "/1").getBytes(StandardCharsets.UTF_8);
        assembly.accept(null, piece(0));
        assembly.accept(other, piece(0));
        assembly.accept(key(0), piece(0));
        assembly.accept(key(0), piece(0));
        assembly.accept("churn/version/1".getBytes(StandardCharsets.UTF_8), piece(0));
        assembly.accept(key(1), piece(1));
        assembly.accept(key(0), piece(0));
        assembly.accept(key(2), piece(2));
        assertThat(assembly.zip()).isEqualTo(ZIP);
    }

    @Test
    void missingPiece_isTold() {
        PieceAssembly assembly = assembly();
        assembly.accept(key(0), piece(0));
        assertThatThrownBy(() -> assembly.accept(key(2), piece(2)))
                .hasMessageStartingWith("MOJO-M043 ")
                .hasMessageContaining("piece 1 is missing");
        assertThatThrownBy(assembly::zip).hasMessageContaining("900000 of 2000000 bytes");
    }

    @Test
    void strangePiece_isTold() {
        assertThatThrownBy(() -> assembly().accept(key(0), null)).hasMessageContaining("empty or too long");
        assertThatThrownBy(() -> assembly().accept(key(0), new byte[0])).hasMessageContaining("empty or too long");
        assertThatThrownBy(() -> assembly().accept(key(0), new byte[900_001])).hasMessageContaining("too long");
        assertThatThrownBy(() -> assembly().accept((SHA + "/-1").getBytes(StandardCharsets.UTF_8), piece(0)))
                .hasMessageContaining("piece 0 is missing");
        PieceAssembly assembly = assembly();
        assembly.accept(key(0), piece(0));
        assembly.accept(key(1), piece(1));
        assertThatThrownBy(() -> assembly.accept(key(2), piece(1))).hasMessageContaining("longer than the announced");
    }

    @Test
    void otherBytes_areTold() {
        PieceAssembly assembly = assembly();
        assembly.accept(key(0), piece(0));
        assembly.accept(key(1), piece(0));
        assembly.accept(key(2), piece(2));
        assertThatThrownBy(assembly::zip)
                .hasMessageStartingWith("MOJO-M043 ")
                .hasMessageContaining("the announced one " + SHA.substring(0, 12));
    }

    @Test
    void announcedSizeAboveTheLimit_isRefusedBeforeMemoryIsTaken() {
        ModelLimits small = ModelLimits.of(name -> name.equals("max.file.bytes") ? "1999999" : null);
        assertThatThrownBy(() -> new PieceAssembly(announcement(), small, "churn"))
                .hasMessageStartingWith("MOJO-M006 ");
    }
}

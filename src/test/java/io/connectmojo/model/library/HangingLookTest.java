package io.connectmojo.model.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.feed.FileFeed;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.EditedMojo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangingLookTest {
    private static final byte[] ZIP =
            EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean().zip();

    @TempDir
    Path folder;

    private final ModelLibrary library = new ModelLibrary(new LogLines());

    @Test
    void threeLooksThatHangDoNotKeepAnotherModelFromItsReload() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        List<ModelHandle> hanging = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] first = variant(i);
            hanging.add(library.openModel(new ModelRequest(
                    new FileFeed(Files.write(folder.resolve(i + ".zip"), first)),
                    Optional.empty(),
                    Watched.INTERVAL,
                    model -> await(model.digest().equals(MojoFile.sha256(first)), stuck),
                    (serving, candidate) -> Optional.empty())));
            Files.write(folder.resolve(i + ".zip"), variant(10 + i));
        }
        try {
            Watched.eventually(() -> looks() == 3);
            Path file = Files.write(folder.resolve("good.zip"), ZIP);
            try (ModelHandle handle = library.openModel(Watched.request(file, (a, b) -> Optional.empty()))) {
                byte[] next = variant(20);
                Files.write(file, next);
                Watched.eventually(() -> handle.current().digest().equals(MojoFile.sha256(next)));
            }
            assertThat(hanging)
                    .allSatisfy(handle -> assertThat(handle.status().reloads()).isZero());
        } finally {
            stuck.countDown();
        }
        Watched.eventually(
                () -> hanging.stream().allMatch(handle -> handle.status().reloads() == 1));
        hanging.forEach(ModelHandle::close);
        Watched.eventually(() -> looks() == 0);
    }

    private static byte[] variant(int number) {
        return EditedMojo.of(ZIP).ini("init_f", "0." + (100 + number)).zip();
    }

    private static void await(boolean pass, CountDownLatch latch) {
        try {
            if (!pass) {
                latch.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long looks() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("mojo-model-look") && thread.isAlive())
                .count();
    }
}

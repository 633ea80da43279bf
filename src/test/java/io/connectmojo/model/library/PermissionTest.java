package io.connectmojo.model.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.ChildJvm;
import io.connectmojo.model.load.EditedMojo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Permissions bind everybody but root, so as root the test runs in a child that has given that power up. */
class PermissionTest {
    @TempDir
    Path folder;

    @Test
    void unreadableModel_keepsServingUntilTheNextOne() throws Exception {
        byte[] old =
                EditedMojo.of(Cases.smallest("GBM", "Binomial").bytes()).lean().zip();
        Files.write(folder.resolve("old.zip"), old);
        Files.write(
                folder.resolve("new.zip"),
                EditedMojo.of(old).ini("init_f", "0.5").zip());
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            Path setpriv = Path.of("/usr/bin/setpriv");
            assumeThat(setpriv)
                    .as("as root this test needs setpriv of util-linux")
                    .exists();
            ChildJvm.run(
                    List.of(setpriv.toString(), "--bounding-set=-dac_override,-dac_read_search"),
                    List.of(),
                    WithoutPower.class,
                    folder.toString());
        } else {
            run(folder);
        }
        assertThat(folder.resolve("answer")).hasContent("M001 true true");
    }

    private static void run(Path folder) throws Exception {
        byte[] old = Files.readAllBytes(folder.resolve("old.zip"));
        byte[] next = Files.readAllBytes(folder.resolve("new.zip"));
        Path file = folder.resolve("model.zip");
        try (Watched model = new Watched(file, old)) {
            Path part = Files.write(folder.resolve("part"), next);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("---------"));
            Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            model.awaitProblem("M001");
            Watched.someLooks();
            boolean oldServed = model.serving().equals(MojoFile.sha256(old))
                    && model.log.warnings().size() == 1;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            model.awaitServing(next);
            Files.writeString(
                    folder.resolve("answer"),
                    "M001 " + oldServed + " " + model.serving().equals(MojoFile.sha256(next)));
        }
    }

    /** Main class of that child. */
    static final class WithoutPower {
        private WithoutPower() {}

        public static void main(String[] args) throws Exception {
            run(Path.of(args[0]));
            Runtime.getRuntime().halt(0);
        }
    }
}

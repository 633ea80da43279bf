package io.connectmojo.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * What a user of this machine may do by the owner, the group and the permission bits of a file.
 *
 * @param groups that the user belongs to
 */
public record FileRights(String user, Set<String> groups) {
    private static final String ROOT = "root";

    /** Asks the system for the user's groups. Empty when it knows no such user. */
    public static Optional<FileRights> of(String user) {
        try {
            Process id = new ProcessBuilder("id", "-Gn", "--", user)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String groups = new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return id.waitFor() == 0
                    ? Optional.of(new FileRights(user, Set.of(groups.trim().split("\\s+"))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The first folder that the user may not enter, or the file itself when it may not be read; empty when it may. */
    public Optional<Path> firstBarred(Path file) throws IOException {
        Path real = file.toRealPath();
        for (Path folder = real.getRoot();
                ;
                folder = folder.resolve(folder.relativize(real).getName(0))) {
            if (folder.equals(real)) {
                return may(real, 'r') ? Optional.empty() : Optional.of(real);
            }
            if (!may(folder, 'x')) {
                return Optional.of(folder);
            }
        }
    }

    private boolean may(Path path, char right) throws IOException {
        if (user.equals(ROOT)) {
            return true;
        }
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        String who = attributes.owner().getName().equals(user)
                ? "OWNER"
                : groups.contains(attributes.group().getName()) ? "GROUP" : "OTHERS";
        return attributes
                .permissions()
                .contains(PosixFilePermission.valueOf(who + (right == 'r' ? "_READ" : "_EXECUTE")));
    }
}

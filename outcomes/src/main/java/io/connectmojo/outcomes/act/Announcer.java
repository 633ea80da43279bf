package io.connectmojo.outcomes.act;

import java.util.List;
import java.util.Optional;

/** Which versions of models are announced, and a way to announce another one. */
public interface Announcer extends AutoCloseable {
    /** A version, with the SHA-256 of its zip in 64 lower-case hex digits. */
    record Version(String name, long version, String sha256) {
        /** Whether records with this name and digest were scored by it. */
        boolean isOf(String stamp) {
            int at = stamp.lastIndexOf('@');
            return at >= 0 && stamp.length() == at + 13 && sha256.startsWith(stamp.substring(at + 1));
        }
    }

    /** What is announced of a name now. */
    Optional<Version> announced(String name);

    /** All versions of a name, the newest first. */
    List<Version> history(String name);

    /** Announces an older version again. */
    Version again(String name, long version, String note);

    /** Announces what another name announces as a new version. */
    Version promote(String name, String from, String note);

    @Override
    void close();

    /** Opens the topic as it is now. Throws a RuntimeException when it cannot be read. */
    @FunctionalInterface
    interface Source {
        Announcer open();
    }
}

package io.connectmojo.delivery;

import java.util.Optional;

/**
 * What a topic says of one version of a model: the record under the model's name.
 *
 * @param name of the model, the record's key
 * @param version 1, 2, …; a rollback is a new version with older content
 * @param sha256 of the zip, 64 lower-case hex digits
 * @param size of the zip in bytes
 * @param file the name of the file that was published
 * @param data where the zip's pieces are
 * @param profile the JSON text of the model's profile, as it was published
 * @param signature the JSON text of the signature of the zip, as it was published
 * @param published when, as ISO-8601 in UTC
 * @param note of whoever published it
 * @param restores the version whose content this one announces again
 * @param previous where the announcement of the version before is kept
 */
public record Announcement(
        String name,
        long version,
        String sha256,
        int size,
        String file,
        PieceRange data,
        Optional<String> profile,
        Optional<String> signature,
        String published,
        Optional<String> note,
        Optional<Long> restores,
        Optional<Place> previous) {

    /** The format that this plugin writes and reads. */
    public static final int FORMAT = 1;

    /** The longest announcement that is read, in bytes. */
    public static final int MAX_BYTES = 8 << 20;

    /** The longest profile and the longest signature that are announced, so that brokers take the record as they come. */
    public static final int MAX_WRITTEN = 900_000;

    /** One record of a topic. */
    public record Place(String topic, int partition, long offset) {}

    /** The records between two offsets, both included, among which all pieces are. */
    public record PieceRange(String topic, int partition, long first, long last) {}

    /** The same content as another version. */
    public Announcement again(long newVersion, String when, Optional<String> why, Optional<Place> before) {
        return new Announcement(
                name,
                newVersion,
                sha256,
                size,
                file,
                data,
                profile,
                signature,
                when,
                why,
                Optional.of(restores.orElse(version)),
                before);
    }

    /** The same content under another name. */
    public Announcement as(String newName, long newVersion, String when, Optional<String> why, Optional<Place> before) {
        return new Announcement(
                newName, newVersion, sha256, size, file, data, profile, signature, when, why, Optional.empty(), before);
    }
}

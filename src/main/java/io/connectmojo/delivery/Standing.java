package io.connectmojo.delivery;

import io.connectmojo.delivery.Announcement.Place;
import io.connectmojo.problem.MojoException;

/** What a topic says last of one name. */
sealed interface Standing {
    String name();

    /** Where it says so. */
    Place place();

    /** @param atMillis when it was announced; for what was there before the reader came, when the reader saw it */
    record Announced(Announcement announcement, Place place, long atMillis) implements Standing {
        @Override
        public String name() {
            return announcement.name();
        }
    }

    /** A tombstone. */
    record Withdrawn(String name, Place place) implements Standing {}

    /** An announcement that cannot be used. */
    record Unusable(String name, MojoException problem, Place place) implements Standing {}
}

package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import io.connectmojo.delivery.Announcement.Place;
import java.util.List;
import java.util.Optional;

/**
 * Announces a model under the next number of its name. Others may do the same at the same moment: whose announcement stands behind
 * another one with that number, or a higher one, announces again. So the numbers on a topic rise.
 */
record NextVersion(ModelLog log, ModelPublisher publisher, Terminal terminal) {
    /** An announcement with a number, and where the one before is kept. */
    @FunctionalInterface
    interface Maker {
        Announcement make(long version, Optional<Place> previous);
    }

    /** @param data the topic on which the announcement before is kept */
    Announcement announce(String name, String data, Maker maker) {
        Optional<ModelLog.Entry> before =
                log.last(name).filter(entry -> entry.readable().isPresent());
        long version = log.lastVersion(name) + 1;
        while (true) {
            Optional<Place> previous = before.map(entry -> publisher.keep(data, entry.announcement(), entry.value()));
            Announcement announcement = maker.make(version, previous);
            Place own = publisher.announce(log.topic(), announcement);
            List<ModelLog.Entry> others = log.meanwhile(name, own).stream()
                    .filter(entry -> entry.readable().isPresent())
                    .toList();
            long highest = others.stream()
                    .mapToLong(entry -> entry.announcement().version())
                    .max()
                    .orElse(0);
            if (highest < version) {
                return announcement;
            }
            terminal.say("Version " + version + " of " + name + " was announced by somebody else at the same moment;"
                    + " announcing this model again as version " + (highest + 1));
            before = Optional.of(others.get(others.size() - 1));
            version = highest + 1;
        }
    }
}

package io.connectmojo.model.feed;

import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.library.ModelContent;
import io.connectmojo.model.library.ModelFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A feed whose models get the profile of a file, or none, whatever comes with them.
 *
 * @param file empty for none
 */
record ProfiledFeed(ModelFeed feed, Optional<ProfileFile> file) implements ModelFeed {
    @Override
    public String name() {
        return feed.name();
    }

    @Override
    public List<ModelFeed> choices() {
        return feed.choices().stream()
                .<ModelFeed>map(choice -> new ProfiledFeed(choice, file))
                .toList();
    }

    @Override
    public ModelContent read(Signal arrived) {
        return feed.read(arrived).withProfile(() -> file.map(there -> there.read(AllowedPaths.ofWorker())));
    }

    @Override
    public boolean changes() {
        return feed.changes();
    }

    @Override
    public State state() {
        State model = feed.state();
        if (file.isEmpty()) {
            return model;
        }
        Path path = file.get().path();
        AllowedPaths allowed = AllowedPaths.ofWorker();
        try {
            FileStamp stamp = FileStamp.of(allowed.resolve(path));
            return new State(
                    List.of(model.stamp(), stamp), model.settled() && stamp.isSettled(System.currentTimeMillis()));
        } catch (IOException | SecurityException e) {
            throw allowed.notThere(path);
        }
    }

    @Override
    public Optional<String> warning() {
        return feed.warning();
    }

    @Override
    public Optional<News> news() {
        return feed.news();
    }

    @Override
    public void unused() {
        feed.unused();
    }

    @Override
    public String toString() {
        return feed.toString();
    }
}

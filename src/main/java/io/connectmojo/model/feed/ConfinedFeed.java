package io.connectmojo.model.feed;

import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.library.ModelContent;
import io.connectmojo.model.library.ModelFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A feed whose path a record has chosen: it is read only while the file behind all links is in the folder that the configuration names.
 *
 * @param path that was chosen
 * @param folder that it must not leave
 */
record ConfinedFeed(ModelFeed feed, Path path, Path folder) implements ModelFeed {
    private void check() {
        AllowedPaths allowed = AllowedPaths.ofWorker();
        Path real = allowed.resolve(path);
        try {
            if (real.startsWith(folder.toRealPath())) {
                return;
            }
        } catch (IOException | SecurityException e) {
            // told below
        }
        throw allowed.notThere(path);
    }

    @Override
    public String name() {
        return feed.name();
    }

    @Override
    public List<ModelFeed> choices() {
        check();
        return feed.choices().stream()
                .<ModelFeed>map(choice -> new ConfinedFeed(choice, path, folder))
                .toList();
    }

    @Override
    public ModelContent read(Signal arrived) {
        check();
        return feed.read(arrived);
    }

    @Override
    public boolean changes() {
        return feed.changes();
    }

    @Override
    public State state() {
        check();
        return feed.state();
    }

    @Override
    public Optional<String> warning() {
        check();
        return feed.warning();
    }

    @Override
    public String toString() {
        return feed.toString();
    }
}

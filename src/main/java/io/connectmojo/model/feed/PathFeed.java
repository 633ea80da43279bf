package io.connectmojo.model.feed;

import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.library.ModelContent;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.problem.MojoException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What {@code model.path} names: a MOJO zip, a folder with numbered versions of one, or a folder that MLflow wrote. Which of
 * the three is found out at each look.
 */
public record PathFeed(Path path) implements ModelFeed {
    /** What can be seen of one choice without reading it; why not, when there is nothing to see. */
    private record Seen(ModelFeed choice, Object stamp) {}

    @Override
    public String name() {
        return new FileFeed(path).name();
    }

    @Override
    public List<ModelFeed> choices() {
        AllowedPaths allowed = AllowedPaths.ofWorker();
        Path real = allowed.resolve(path);
        if (!Files.isDirectory(real)) {
            return List.of(new FileFeed(path));
        }
        return MlflowFolder.isOne(real)
                ? List.of(MlflowFolder.model(path, allowed))
                : VersionFeed.highestOf(path, real, allowed);
    }

    /**
     * What comes of the best zip that can be used.
     *
     * @param use throws a {@link MojoException} for a zip that cannot
     * @throws MojoException when none can: that of the best one
     */
    public <T> T ofBest(Function<Path, T> use) {
        List<MojoException> refused = new ArrayList<>();
        for (ModelFeed choice : choices()) {
            try {
                return use.apply(zip(choice));
            } catch (MojoException e) {
                refused.add(e);
            }
        }
        throw refused.get(0);
    }

    private static Path zip(ModelFeed choice) {
        return choice instanceof VersionFeed version ? version.zip().path() : ((FileFeed) choice).path();
    }

    @Override
    public ModelContent read(Signal arrived) {
        return choices().get(0).read(arrived);
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public State state() {
        List<ModelFeed> choices = choices();
        if (choices.size() == 1) {
            ModelFeed only = choices.get(0);
            State state = only.state();
            return new State(new Seen(only, state.stamp()), state.settled());
        }
        List<Seen> seen = new ArrayList<>();
        boolean settled = true;
        for (ModelFeed choice : choices) {
            try {
                State state = choice.state();
                seen.add(new Seen(choice, state.stamp()));
                settled &= state.settled();
            } catch (MojoException e) {
                seen.add(new Seen(choice, e.firstLine()));
            }
        }
        return new State(seen, settled);
    }

    @Override
    public Optional<String> warning() {
        return new FileFeed(path).warning();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

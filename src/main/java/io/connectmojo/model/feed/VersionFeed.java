package io.connectmojo.model.feed;

import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.library.ModelContent;
import io.connectmojo.model.library.ModelContent.Release;
import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One version of a model in the layout of Triton and TensorFlow Serving: {@code <folder>/<number>/<one zip>}.
 *
 * @param folder of this version
 * @param zips names of the zips in it: one, or it cannot be used; none when its folder cannot be listed as a whole
 */
record VersionFeed(Path folder, long number, List<String> zips) implements ModelFeed {
    /** So many versions are looked at, the highest ones: what a look costs does not grow with the number of old ones. */
    static final int MOST_VERSIONS = 20;

    /** So many names may be in a folder. */
    static final int MOST_NAMES = 10_000;

    private static final String TOO_MANY = "it has more than " + MOST_NAMES + " entries";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /**
     * The versions of a folder, the highest first. Counts neither names that are no positive number, nor plain files, nor
     * folders without a zip: there a version may be on its way.
     *
     * @throws MojoException when there is none
     */
    static List<ModelFeed> highestOf(Path folder, Path real, AllowedPaths allowed) {
        TreeSet<Long> highest = new TreeSet<>();
        List<String> names = names(real).orElseThrow(() -> allowed.notThere(folder));
        if (names.size() > MOST_NAMES) {
            throw Problem.of(ModelError.FOLDER, "The folder is too big to look for models in it")
                    .where(folder.toString())
                    .why(TOO_MANY)
                    .fix("remove old versions");
        }
        for (String name : names) {
            if (NUMBER.matcher(name).matches()) {
                highest.add(Long.parseLong(name));
                if (highest.size() > MOST_VERSIONS) {
                    highest.pollFirst();
                }
            }
        }
        List<ModelFeed> versions = new ArrayList<>();
        for (long number : highest.descendingSet()) {
            of(folder.resolve(Long.toString(number)), number, allowed).ifPresent(versions::add);
        }
        if (versions.isEmpty()) {
            throw Problem.of(ModelError.FOLDER, "The folder has no model")
                    .where(folder.toString())
                    .why("it has no MLmodel file, and no folder with a number as its name that has a zip")
                    .fix("put the zip there as 1/model.zip, or set the path of the zip");
        }
        return versions;
    }

    private static Optional<VersionFeed> of(Path folder, long number, AllowedPaths allowed) {
        Path real;
        try {
            real = allowed.resolve(folder);
        } catch (MojoException e) {
            // a link that leads nowhere or out of what is allowed is told when it is read; what has gone since is not
            // there
            return Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(new VersionFeed(folder, number, List.of()))
                    : Optional.empty();
        }
        if (!Files.isDirectory(real)) {
            return Optional.empty();
        }
        Optional<List<String>> zips = names(real)
                .filter(names -> names.size() <= MOST_NAMES)
                .map(names -> names.stream()
                        .filter(name -> name.endsWith(".zip") && !name.startsWith("."))
                        .sorted()
                        .toList());
        return zips.isPresent() && zips.get().isEmpty()
                ? Optional.empty()
                : Optional.of(new VersionFeed(folder, number, zips.orElse(List.of())));
    }

    /** Of a folder that is too big only one more than there may be; empty when it cannot be listed. */
    private static Optional<List<String>> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
                if (names.size() > MOST_NAMES) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            return Optional.empty();
        }
        return Optional.of(names);
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public ModelContent read(Signal arrived) {
        return zip().read(arrived).withRelease(new Release(number, System.currentTimeMillis()));
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public State state() {
        return zip().state();
    }

    /** Throws M022 when there is not just one. */
    FileFeed zip() {
        if (zips.size() != 1) {
            AllowedPaths.ofWorker().resolve(folder);
            throw Problem.of(ModelError.FOLDER, "The version has no single model")
                    .where(folder.toString())
                    .why(
                            zips.isEmpty()
                                    ? "its folder cannot be listed, or " + TOO_MANY
                                    : "it has " + zips.size() + " zips")
                    .fix("leave one zip in its folder");
        }
        return new FileFeed(folder.resolve(zips.get(0)));
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}

package io.connectmojo.model.feed;

import io.connectmojo.model.library.ModelFeed;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the feed that a connector's configuration names. Reads nothing. */
public final class ModelFeeds {
    /** Two letters or more before a colon: a URL, and not a drive. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    private static final String AUTO = "auto";
    private static final String NONE = "none";

    private ModelFeeds() {}

    /** What {@code model.path} names: a resource after {@code classpath:}, or the absolute path of a file or folder. */
    public static ModelFeed ofPath(String text) {
        if (text.startsWith(ResourceFeed.CLASSPATH)) {
            String resource = text.substring(ResourceFeed.CLASSPATH.length());
            String plain = resource.startsWith("/") ? resource.substring(1) : resource;
            if (plain.isBlank() || plain.endsWith("/")) {
                throw badPath(text, "it names no resource");
            }
            return new ResourceFeed(plain);
        }
        if (SCHEME.matcher(text).lookingAt() || text.startsWith("\\\\")) {
            throw badPath(text, "URLs and network names are never followed");
        }
        try {
            Path path = Path.of(text);
            if (text.isBlank() || !path.isAbsolute()) {
                throw badPath(text, "it is not absolute");
            }
            return new PathFeed(path);
        } catch (InvalidPathException e) {
            throw badPath(text, "it is not a path");
        }
    }

    /**
     * What {@code model.path} names once a record has filled its placeholders.
     *
     * @param head what stands before the first placeholder: the model must be in its last folder
     */
    public static ModelFeed ofFilledPath(String text, String head) {
        ModelFeed feed = ofPath(text);
        if (feed instanceof PathFeed file) {
            Path folder = Objects.requireNonNull(Path.of(head + "x").getParent(), "an absolute path");
            return new ConfinedFeed(file, file.path(), folder);
        }
        return feed;
    }

    /** What {@code model.class} names. */
    public static ModelFeed ofClass(String className) {
        return new PojoFeed(className);
    }

    /**
     * The feed with the profiles that {@code model.profile} asks for: the ones that come with its models, none, or that of a
     * file.
     */
    public static ModelFeed withProfile(ModelFeed feed, String profile) {
        return switch (profile) {
            case AUTO -> feed;
            case NONE -> new ProfiledFeed(feed, Optional.empty());
            default -> new ProfiledFeed(feed, Optional.of(new ProfileFile(profilePath(profile))));
        };
    }

    /** Throws for what {@code model.profile} cannot be. */
    public static void checkProfile(String profile) {
        if (!profile.equals(AUTO) && !profile.equals(NONE)) {
            profilePath(profile);
        }
    }

    private static Path profilePath(String text) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            // told below
        }
        throw Problem.of(ConfigError.MODEL_PATH, "The path of the profile cannot be used")
                .where("model.profile=" + text)
                .why("it is not an absolute path")
                .fix("set auto, none, or the absolute path of the profile on the worker");
    }

    private static MojoException badPath(String text, String why) {
        return Problem.of(ConfigError.MODEL_PATH, "The path of the model cannot be used")
                .where("model.path=" + text)
                .why(why)
                .fix("give the absolute path of the MOJO zip or its folder on the worker, or classpath:<resource>");
    }
}

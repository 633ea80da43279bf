package io.connectmojo.model.library;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where a model comes from, as a connector's configuration names it. A value: two equal sources name one model. */
public sealed interface ModelSource {
    /** A MOJO zip on the worker's disk; may be reloaded. */
    record File(Path path) implements ModelSource {
        @Override
        public String name() {
            Path last = path.getFileName();
            return (last == null ? path.toString() : withoutZip(last.toString())).replaceAll("\\p{Cntrl}", "_");
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A MOJO zip inside a jar of the plugin's folder. */
    record Resource(String resource) implements ModelSource {
        @Override
        public String name() {
            return withoutZip(resource.substring(resource.lastIndexOf('/') + 1));
        }

        @Override
        public String toString() {
            return CLASSPATH + resource;
        }
    }

    /** A compiled H2O model (POJO) in a jar of the plugin's folder. */
    record Compiled(String className) implements ModelSource {
        @Override
        public String name() {
            return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
        }

        @Override
        public String toString() {
            return "class " + className;
        }
    }

    /** How a path begins that names a resource of the plugin. */
    String CLASSPATH = "classpath:";

    /** What to call the model when its user gives no name. */
    String name();

    /** What {@code model.path} names: a resource after {@code classpath:}, or an absolute path. */
    static ModelSource ofPath(String text) {
        if (text.startsWith(CLASSPATH)) {
            String resource = text.substring(CLASSPATH.length());
            String plain = resource.startsWith("/") ? resource.substring(1) : resource;
            if (plain.isBlank() || plain.endsWith("/")) {
                throw badPath(text, "it names no resource");
            }
            return new Resource(plain);
        }
        if (Scheme.PATTERN.matcher(text).lookingAt() || text.startsWith("\\\\")) {
            throw badPath(text, "URLs and network names are never followed");
        }
        try {
            Path path = Path.of(text);
            if (text.isBlank() || !path.isAbsolute()) {
                throw badPath(text, "it is not absolute");
            }
            return new File(path);
        } catch (InvalidPathException e) {
            throw badPath(text, "it is not a path");
        }
    }

    /** What {@code model.class} names. */
    static ModelSource ofClass(String className) {
        return new Compiled(className);
    }

    private static MojoException badPath(String text, String why) {
        return Problem.of(ConfigError.MODEL_PATH, "The path of the model cannot be used")
                .where("model.path=" + text)
                .why(why)
                .fix("give the absolute path of the MOJO zip on the worker, or classpath:<resource>");
    }

    private static String withoutZip(String file) {
        return file.endsWith(".zip") && file.length() > 4 ? file.substring(0, file.length() - 4) : file;
    }
}

/** Two letters or more before a colon: a URL, and not a drive. */
final class Scheme {
    static final Pattern PATTERN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

    private Scheme() {}
}

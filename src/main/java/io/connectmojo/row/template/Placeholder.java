package io.connectmojo.row.template;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.row.match.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the braces of a template: where in a record its text is.
 *
 * @param source the part of the record
 * @param path in the value, or a path of metadata
 */
record Placeholder(Source source, FieldPath path) {
    static final String FORMS = "{value.<path>}, {key}, {key.<path>}, {topic}, {header.<name>}";

    /** The parts of a record that a text may come from. */
    enum Source {
        VALUE,
        KEY,
        TOPIC,
        HEADER
    }

    /**
     * Parses what stands between the braces.
     *
     * @throws MojoException C030 when it is none of {@link #FORMS}
     */
    static Placeholder parse(String setting, String inside) {
        String first = firstStep(inside);
        String rest = inside.substring(Math.min(inside.length(), first.length() + 1));
        Source source = switch (first) {
            case "value" -> Source.VALUE;
            case "key" -> Source.KEY;
            case "topic" -> Source.TOPIC;
            case "header" -> Source.HEADER;
            default -> null;
        };
        if (source == null || inside.endsWith(".")) {
            throw malformed(setting, inside, null);
        }
        try {
            FieldPath path = FieldPath.parse(source == Source.VALUE ? rest : "$" + inside);
            if (path.isMetadata() == (source == Source.VALUE)) {
                throw malformed(setting, inside, null);
            }
            return new Placeholder(source, path);
        } catch (MojoException e) {
            throw malformed(setting, inside, e);
        }
    }

    private static String firstStep(String inside) {
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }

    private static MojoException malformed(String setting, String inside, @Nullable MojoException cause) {
        return Problem.of(ConfigError.TEMPLATE, "The setting has a malformed placeholder")
                .where(setting)
                .why("{" + inside + "} is none of " + FORMS)
                .cause(cause)
                .fix("correct the placeholder, or write the path without braces");
    }
}

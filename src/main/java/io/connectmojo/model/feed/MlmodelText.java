package io.connectmojo.model.feed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in the text of an {@code MLmodel} file the few lines that name the model: block mappings with one line for each
 * scalar, as MLflow writes them. Whatever else YAML allows there is refused.
 */
final class MlmodelText {
    private static final List<String> FLAVORS = List.of("h2o_mojo_pojo", "h2o_mojo");
    private static final Pattern PLAIN = Pattern.compile("[^\\s\"'\\[\\]{}&*!|>%@`,#?-].*|[?-]\\S.*");
    private static final Pattern NOT_PLAIN = Pattern.compile("\\s#|:\\s|:$");
    private static final Pattern SINGLE_QUOTED = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U(000[0-9A-Fa-f]{5})|([\"\\\\])|(.))");

    private MlmodelText() {}

    /**
     * The {@code model_file} of H2O's flavour.
     *
     * @throws IllegalArgumentException says in half a sentence why there is none
     */
    static String modelFile(String text) {
        List<String> top = text.lines().filter(line -> !line.isBlank()).toList();
        List<String> flavors = nested(top, "flavors").orElseThrow(() -> none("it has no mapping flavors"));
        List<String> flavor = FLAVORS.stream()
                .flatMap(name -> nested(flavors, name).stream())
                .findFirst()
                .orElseThrow(() -> none("it has none of the flavours " + String.join(", ", FLAVORS)));
        Optional<String> type = scalar(flavor, "model_type");
        if (type.isPresent() && !type.get().equals("MOJO")) {
            throw none("its model_type is not MOJO");
        }
        return scalar(flavor, "model_file").orElseThrow(() -> none("H2O's flavour has no model_file"));
    }

    private static IllegalArgumentException none(String why) {
        return new IllegalArgumentException(why);
    }

    /** The lines of the mapping below a key. */
    private static Optional<List<String>> nested(List<String> lines, String key) {
        Optional<Integer> at = find(lines, key);
        if (at.isEmpty()) {
            return Optional.empty();
        }
        if (!rest(lines.get(at.get()), key).isEmpty()) {
            throw none("its " + key + " is no block mapping");
        }
        int first = at.get() + 1;
        int level = indent(lines.get(at.get()));
        int end = first;
        while (end < lines.size() && indent(lines.get(end)) > level) {
            end++;
        }
        return Optional.of(lines.subList(first, end));
    }

    private static Optional<String> scalar(List<String> lines, String key) {
        return find(lines, key).map(at -> {
            boolean folded = at + 1 < lines.size() && indent(lines.get(at + 1)) > indent(lines.get(at));
            return unquoted(folded ? "" : rest(lines.get(at), key))
                    .orElseThrow(() -> none("its " + key + " is no text of one line"));
        });
    }

    /** Where a key stands among those of a mapping, which all have the indent of the first. */
    private static Optional<Integer> find(List<String> lines, String key) {
        Optional<Integer> found = Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (indent(line) == indent(lines.get(0)) && line.stripLeading().startsWith(key + ":")) {
                if (found.isPresent()) {
                    throw none("it has " + key + " twice");
                }
                found = Optional.of(i);
            }
        }
        return found;
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private static String rest(String line, String key) {
        return line.strip().substring(key.length() + 1).strip();
    }

    private static Optional<String> unquoted(String scalar) {
        Matcher single = SINGLE_QUOTED.matcher(scalar);
        if (single.matches()) {
            return Optional.of(single.group(1).replace("''", "'"));
        }
        Matcher quoted = DOUBLE_QUOTED.matcher(scalar);
        if (quoted.matches()) {
            return Optional.of(ESCAPE.matcher(quoted.group(1)).replaceAll(MlmodelText::unescaped));
        }
        boolean plain = PLAIN.matcher(scalar).matches()
                && !NOT_PLAIN.matcher(scalar).find()
                && !scalar.equals("null")
                && !scalar.equals("~");
        return plain ? Optional.of(scalar) : Optional.empty();
    }

    private static String unescaped(java.util.regex.MatchResult escape) {
        for (int group = 1; group <= 3; group++) {
            if (escape.group(group) != null) {
                int character = Integer.parseInt(escape.group(group), 16);
                if (Character.isValidCodePoint(character)) {
                    return Matcher.quoteReplacement(Character.toString(character));
                }
            }
        }
        if (escape.group(4) != null) {
            return Matcher.quoteReplacement(escape.group(4));
        }
        throw none("a name in it has an escape that is not understood");
    }
}

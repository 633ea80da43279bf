package io.connectmojo.model.archive;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What {@code model.ini} of a MOJO says, as H2O's library reads it but with nothing taken on trust: every count is within
 * the caps and every list has the length that it claims.
 */
public final class ModelIni {
    private final Map<String, String> info = new HashMap<>();
    private final List<String> columns = new ArrayList<>();
    private final Map<Integer, Domain> domains = new HashMap<>();
    private final Set<String> sections = new HashSet<>();
    private final String where;

    private ModelIni(String where) {
        this.where = where;
    }

    /** The levels of one column: how many, and the name of the file that lists them. */
    record Domain(int count, String file) {}

    /** @param folder of the model in the archive: empty, or ending in a slash for a sub-model */
    static ModelIni read(MojoFile file, String folder, ModelLimits caps) {
        String entry = folder + "model.ini";
        if (!file.exists(entry)) {
            throw folder.isEmpty()
                    ? Problem.of(ModelError.NOT_A_MOJO, "The archive holds no H2O-3 MOJO")
                            .where(file.where())
                            .why("there is no model.ini in it")
                            .fix("name the zip that H2O's download_mojo() wrote")
                    : Problem.of(ModelError.PART_MISSING, "A sub-model is missing")
                            .where(file.where())
                            .why("there is no entry " + entry)
                            .fix("export the model again");
        }
        ModelIni ini = new ModelIni(file.where() + (folder.isEmpty() ? "" : " " + folder));
        try (BufferedReader lines = file.getTextFile(entry)) {
            ini.parse(lines, caps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ini.check(caps);
        return ini;
    }

    private void parse(BufferedReader lines, ModelLimits caps) throws IOException {
        String section = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String text = line.trim();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (text.equals("[info]") || text.equals("[columns]") || text.equals("[domains]")) {
                if (!sections.add(text)) {
                    throw inconsistent("its section " + text + " is there twice");
                }
                section = text;
            } else if (section.equals("[info]")) {
                int equals = text.indexOf('=');
                if (equals < 0) {
                    throw inconsistent("a line of its section [info] has no =");
                }
                info.put(
                        text.substring(0, equals).trim(),
                        text.substring(equals + 1).trim());
            } else if (section.equals("[columns]")) {
                if (columns.size() >= caps.columns()) {
                    throw tooBig("it has more columns than max.columns=" + caps.columns());
                }
                columns.add(text);
            } else if (section.equals("[domains]")) {
                parseDomain(text, caps);
            }
        }
    }

    private void parseDomain(String text, ModelLimits caps) {
        int colon = text.indexOf(':');
        int blank = text.indexOf(' ', colon + 2);
        if (colon < 0 || blank < 0) {
            throw inconsistent("a line of its section [domains] is malformed");
        }
        int column = number("[domains]", text.substring(0, colon));
        int count = number("[domains]", text.substring(colon + 1, blank).trim());
        if (count > caps.levels()) {
            throw tooBig("a column has " + count + " levels, more than max.levels=" + caps.levels());
        }
        if (column < 0 || count < 0 || domains.put(column, new Domain(count, text.substring(blank + 1))) != null) {
            throw inconsistent("its section [domains] contradicts itself");
        }
    }

    private void check(ModelLimits caps) {
        for (String key : List.of("algorithm", "category", "supervised", "n_features", "n_columns", "mojo_version")) {
            if (!has(key)) {
                throw inconsistent("it does not say " + key);
            }
        }
        int count = number("n_columns");
        int features = number("n_features");
        if (count > caps.columns()) {
            throw tooBig("it has " + count + " columns, more than max.columns=" + caps.columns());
        }
        if (count != columns.size()) {
            throw inconsistent("it claims " + count + " columns and lists " + columns.size());
        }
        if (features < 0 || features > count) {
            throw inconsistent("it claims " + features + " features of " + count + " columns");
        }
        if (!sections.contains("[domains]")) {
            throw inconsistent("its section [domains] is missing");
        }
    }

    /** Whether the key is there with a value that is not {@code null}. */
    public boolean has(String key) {
        return !info.getOrDefault(key, "null").equals("null");
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(info.get(key)).filter(text -> !text.equals("null"));
    }

    /** The whole number of that key. */
    public int number(String key) {
        return number(key, text(key).orElseThrow(() -> inconsistent("it does not say " + key)));
    }

    public int number(String key, int absent) {
        return has(key) ? number(key) : absent;
    }

    double decimal(String key) {
        try {
            return Double.parseDouble(text(key).orElse(""));
        } catch (NumberFormatException e) {
            throw inconsistent(key + " is not a number");
        }
    }

    /** How many keys there are. */
    int keys() {
        return info.size();
    }

    /** The whole numbers of all keys that fit. */
    Map<String, Integer> numbersNamed(Predicate<String> fits) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String key : info.keySet()) {
            if (fits.test(key) && has(key)) {
                numbers.put(key, number(key));
            }
        }
        return numbers;
    }

    boolean flag(String key) {
        return "true".equals(info.get(key));
    }

    /** The items of a list such as {@code [1, 2]}; none when the key is absent. */
    public String[] items(String key) {
        String list = text(key).orElse("[]");
        if (!list.startsWith("[") || !list.endsWith("]")) {
            throw inconsistent(key + " is not a list");
        }
        String inner = list.substring(1, list.length() - 1).trim();
        return inner.isEmpty() ? new String[0] : inner.split(",");
    }

    /** The whole numbers of a list. */
    public int[] numbers(String key) {
        String[] items = items(key);
        int[] numbers = new int[items.length];
        for (int i = 0; i < items.length; i++) {
            numbers[i] = number(key, items[i].trim());
        }
        return numbers;
    }

    /** H2O's full name of the algorithm. */
    public String algorithm() {
        return text("algorithm").orElse("");
    }

    /** Features, then what else the training frame had, the response last. */
    List<String> columns() {
        return Collections.unmodifiableList(columns);
    }

    Map<Integer, Domain> domains() {
        return Collections.unmodifiableMap(domains);
    }

    MojoException inconsistent(String why) {
        return Problem.of(ModelError.INCONSISTENT, "model.ini contradicts itself")
                .where(where)
                .why(why)
                .fix("export the model again");
    }

    private MojoException tooBig(String why) {
        return Problem.of(ModelError.TOO_BIG, "The model is too big")
                .where(where)
                .why(why)
                .fix("raise io.connectmojo.model.max.* on the worker, or use a smaller model");
    }

    private int number(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw inconsistent(key + " is not a whole number");
        }
    }
}

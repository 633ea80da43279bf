package io.connectmojo.it;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads just enough of Prometheus' query language to tell which metrics a query asks for. */
public final class PromQl {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
    private static final Pattern MATCHERS_OR_RANGE = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
    private static final Pattern LABELS =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[A-Za-z_:][\\w:]*(?!\\s*\\(|[\\w:])");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool", "inf", "nan", "atan2");

    private PromQl() {}

    /** Every name that is neither a function, a label nor a word of the language. */
    public static Set<String> metrics(String query) {
        String bare = TEXT.matcher(query).replaceAll("");
        bare = MATCHERS_OR_RANGE.matcher(bare).replaceAll("");
        bare = LABELS.matcher(bare).replaceAll("");
        Set<String> metrics = new TreeSet<>();
        for (Matcher name = NAME.matcher(bare); name.find(); ) {
            if (!WORDS.contains(name.group().toLowerCase(java.util.Locale.ROOT))) {
                metrics.add(name.group());
            }
        }
        return metrics;
    }
}

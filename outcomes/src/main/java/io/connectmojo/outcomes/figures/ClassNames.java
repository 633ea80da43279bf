package io.connectmojo.outcomes.figures;

import java.util.List;
import java.util.regex.Pattern;

/** Finds classes by their names: those of fields keep letters, digits and {@code _} only. */
final class ClassNames {
    private static final Pattern UNKEPT = Pattern.compile("[^A-Za-z0-9_]");

    private ClassNames() {}

    /** Index of a label among the classes as a record spells them; -1 when it is none of them. */
    static int index(List<String> classes, String label) {
        int index = classes.indexOf(label);
        return index >= 0 ? index : classes.indexOf(inField(label));
    }

    static String inField(String label) {
        return UNKEPT.matcher(label).replaceAll("_");
    }
}

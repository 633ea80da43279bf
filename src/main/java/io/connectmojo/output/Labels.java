package io.connectmojo.output;

import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.Problem;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names and numbers that are made from the labels of a model. */
final class Labels {
    private Labels() {}

    /** The text with everything but {@code [A-Za-z0-9_]} replaced by an underscore. */
    static String asName(String text) {
        StringBuilder name = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            name.append(plain ? c : '_');
        }
        return name.toString();
    }

    /** The same, with an underscore in front of a leading digit, as Avro wants it. */
    static String asAvroName(String text) {
        String name = asName(text);
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** The exact value of a plain decimal: sign, ASCII digits, point, exponent. */
    static BigDecimal number(String label) {
        for (int i = 0; i < label.length(); i++) {
            if ("0123456789+-.eE".indexOf(label.charAt(i)) < 0) {
                throw new NumberFormatException();
            }
        }
        return new BigDecimal(label);
    }

    /** As keys of a map the model's own names stay as they are; they may still be equal. */
    static void requireUnique(String map, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw Problem.of(ConfigError.OUTPUT_NAMES_COLLIDE, "Two " + map + " would be called '" + name + "'")
                        .where("output.include")
                        .why("the model itself has that name twice")
                        .fix("leave " + map + " out of output.include, or rename the column and train again");
            }
        }
    }
}

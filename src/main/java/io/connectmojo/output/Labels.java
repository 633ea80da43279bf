package io.connectmojo.output;

import java.math.BigDecimal;

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
}

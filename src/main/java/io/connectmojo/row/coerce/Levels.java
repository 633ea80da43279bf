package io.connectmojo.row.coerce;

import io.connectmojo.score.BooleanPair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a categorical column, found by text or by number. Immutable; all look-ups answer the index of the level,
 * or −1. The tables for numbers are made when a record type first needs them.
 */
public final class Levels {
    /** Characters of the longest word of a pair. */
    private static final int MAX_WORD = 5;

    private static final Levels NONE = new Levels(List.of());

    private final List<String> names;
    private final TextIndex byText;
    private volatile @Nullable LevelNumbers numbers;

    private Levels(List<String> names) {
        this.names = names;
        byText = new TextIndex(names);
    }

    /** The levels in the model's order. */
    public static Levels of(List<String> names) {
        return names.isEmpty() ? NONE : new Levels(List.copyOf(names));
    }

    /** The levels in the model's order. */
    public List<String> names() {
        return names;
    }

    /** The level of exactly that text. */
    public int ofText(String text) {
        return byText.of(text);
    }

    /** The levels that are numbers. */
    LevelNumbers numbers() {
        LevelNumbers made = numbers;
        if (made == null) {
            made = new LevelNumbers(names);
            numbers = made;
        }
        return made;
    }

    /** The level of exactly that number. */
    int ofNumber(BigDecimal number) {
        return numbers().ofDecimal(number);
    }

    /**
     * Index of the level for true and of that for false, when the column has exactly one of the known pairs and each of its
     * levels once; null otherwise.
     */
    int @Nullable [] booleanPair() {
        int[] found = null;
        for (BooleanPair pair : BooleanPair.ALL) {
            int whenTrue = onlyLevel(pair.whenTrue());
            int whenFalse = onlyLevel(pair.whenFalse());
            if (whenTrue >= 0 && whenFalse >= 0) {
                if (found != null) {
                    return null;
                }
                found = new int[] {whenTrue, whenFalse};
            }
        }
        return found;
    }

    private int onlyLevel(String lowerCase) {
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.length() == lowerCase.length()
                    && name.toLowerCase(Locale.ROOT).equals(lowerCase)) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    /** 1 for a text that means true, 0 for one that means false, −1 for any other; case is ignored. */
    static int meaning(String text) {
        if (text.length() <= MAX_WORD) {
            String word = text.toLowerCase(Locale.ROOT);
            for (BooleanPair pair : BooleanPair.ALL) {
                if (word.equals(pair.whenTrue())) {
                    return 1;
                }
                if (word.equals(pair.whenFalse())) {
                    return 0;
                }
            }
        }
        return -1;
    }

    /** The first levels, for a message about the model. */
    String first(int most) {
        List<String> quoted = new ArrayList<>();
        for (String name : names.subList(0, Math.min(most, names.size()))) {
            quoted.add("'" + name + "'");
        }
        return String.join(", ", quoted) + (names.size() > most ? " …" : "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Levels levels && names.equals(levels.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.size() + " levels";
    }
}

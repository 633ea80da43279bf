package io.connectmojo.record;

import java.util.AbstractCollection;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object after the other: their names, what each is read for, and the values of those that are needed, which the
 * Map shows. Members that come in the order of the object before cost least. Names beyond {@link MemberNumbers#MAX_NAMES}, very long ones, and those
 * whose hash codes collide go with their object. Not thread-safe.
 */
final class Members extends NumberedFields {
    /** Longest name that gets a number, in characters. */
    static final int MAX_LENGTH = 256;

    /** Instead of a number: the object has a member of that name already. */
    static final int REPEATED = -1;

    /** Instead of a number: the name has none. */
    static final int OTHER = -2;

    /** Stands in {@link #others} for a value that nobody needs. */
    private static final Object NOT_READ = new Object();

    private static final byte NEEDED = 1;
    private static final byte REPLACEABLE = 2;

    private Predicate<String> needed = Members::isNothing;
    private Predicate<String> replaceable = Members::isNothing;
    private final Collection<String> all = new Names();

    private MemberNumbers numbers = new MemberNumbers();

    /** By number: what the member is read for, its value in this object, and whether the object has it. */
    private byte[] uses = new byte[0];

    private @Nullable Object[] values = new Object[0];
    private boolean[] isHere = new boolean[0];

    /** By number: that of the member that came next, the last time. */
    private int[] following = new int[0];

    /** The numbers of this object's members as they came. */
    private int[] order = new int[0];

    private int size;
    private int sizeNeeded;

    /** The number of the first member of the last object. */
    private int first = -1;

    private int last = -1;

    /** This object's members without a number; null for none. */
    private @Nullable Map<String, @Nullable Object> others;

    private static boolean isNothing(String name) {
        return false;
    }

    /** Goes on to another object, of whose members the same are needed and replaceable. */
    void begin() {
        begin(needed, replaceable);
    }

    /** Goes on to another object, which has no members yet. */
    void begin(Predicate<String> neededNow, Predicate<String> replaceableNow) {
        for (int i = 0; i < size; i++) {
            isHere[order[i]] = false;
            values[order[i]] = null;
        }
        size = 0;
        sizeNeeded = 0;
        last = -1;
        others = null;
        if (numbers.isFull()) {
            numbers = new MemberNumbers();
            first = -1;
        }
        if (needed != neededNow || replaceable != replaceableNow) {
            needed = neededNow;
            replaceable = replaceableNow;
            for (int i = 0; i < numbers.size(); i++) {
                uses[i] = use(numbers.name(i));
            }
        }
    }

    private byte use(String name) {
        return (byte) ((needed.test(name) ? NEEDED : 0) | (replaceable.test(name) ? REPLACEABLE : 0));
    }

    /** The number of the next member, {@link #OTHER}, or {@link #REPEATED}. */
    int add(String name) {
        int guess = last < 0 ? first : following[last];
        int number = guess >= 0 && numbers.name(guess).equals(name) ? guess : numbered(name);
        if (number < 0) {
            return number;
        }
        if (isHere[number]) {
            return REPEATED;
        }
        isHere[number] = true;
        order[size++] = number;
        last = number;
        return number;
    }

    /** Of a name that comes elsewhere than the last time, or is new. */
    private int numbered(String name) {
        if (others != null && others.containsKey(name)) {
            return REPEATED;
        }
        int number = name.length() > MAX_LENGTH ? OTHER : numbers.find(name);
        if (number == MemberNumbers.NONE) {
            number = numbers.add(name);
            if (number >= 0) {
                admit(number, name);
            }
        }
        if (number < 0) {
            if (others == null) {
                others = new LinkedHashMap<>();
            }
            others.put(name, NOT_READ);
            return OTHER;
        }
        if (last < 0) {
            first = number;
        } else {
            following[last] = number;
        }
        return number;
    }

    private void admit(int number, String name) {
        if (number >= uses.length) {
            int length = Math.max(64, 2 * number);
            uses = Arrays.copyOf(uses, length);
            values = Arrays.copyOf(values, length);
            isHere = Arrays.copyOf(isHere, length);
            following = Arrays.copyOf(following, length);
            order = Arrays.copyOf(order, length);
        }
        uses[number] = use(name);
        following[number] = -1;
    }

    /** Whether the value of the member that was added last is asked for. */
    boolean isNeeded(int number, String name) {
        return number >= 0 ? (uses[number] & NEEDED) != 0 : needed.test(name);
    }

    /** Whether the member that was added last may be replaced. */
    boolean isReplaceable(int number, String name) {
        return number >= 0 ? (uses[number] & REPLACEABLE) != 0 : replaceable.test(name);
    }

    /** Keeps the value of a needed member that was added. */
    void value(int number, String name, @Nullable Object value) {
        if (number >= 0) {
            values[number] = value;
        } else {
            Objects.requireNonNull(others).put(name, value);
        }
        sizeNeeded++;
    }

    /** The names of all members in the order of their coming; those without a number are the last ones. Good until the next change. */
    Collection<String> names() {
        return all;
    }

    boolean hasNames() {
        return size > 0 || others != null;
    }

    @Override
    public Object numbering() {
        return numbers;
    }

    @Override
    public int number(String name) {
        return numbers.find(name);
    }

    @Override
    public @Nullable Object at(int number, Object absent) {
        return isHere[number] && (uses[number] & NEEDED) != 0 ? values[number] : absent;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        Object value = getOrDefault(key, NOT_READ);
        return value == NOT_READ ? null : value;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return getOrDefault(key, NOT_READ) != NOT_READ;
    }

    @Override
    public @Nullable Object getOrDefault(@Nullable Object key, @Nullable Object absent) {
        if (!(key instanceof String name)) {
            return absent;
        }
        int number = numbers.find(name);
        Object value =
                number >= 0 ? at(number, NOT_READ) : others == null ? NOT_READ : others.getOrDefault(name, NOT_READ);
        return value == NOT_READ ? absent : value;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new Entries();
    }

    private Stream<Map.Entry<String, Object>> entries() {
        Stream<Map.Entry<String, Object>> numbered = Arrays.stream(order, 0, size)
                .filter(number -> (uses[number] & NEEDED) != 0)
                .mapToObj(number -> new SimpleImmutableEntry<>(numbers.name(number), values[number]));
        return others == null
                ? numbered
                : Stream.concat(numbered, others.entrySet().stream().filter(entry -> entry.getValue() != NOT_READ));
    }

    /** The needed members. */
    private final class Entries extends AbstractSet<Map.Entry<String, Object>> {
        @Override
        public int size() {
            return sizeNeeded;
        }

        @Override
        public Iterator<Map.Entry<String, Object>> iterator() {
            return entries().iterator();
        }
    }

    private final class Names extends AbstractCollection<String> {
        @Override
        public int size() {
            return size + (others == null ? 0 : others.size());
        }

        @Override
        public Iterator<String> iterator() {
            Stream<String> numbered = Arrays.stream(order, 0, size).mapToObj(numbers::name);
            return (others == null ? numbered : Stream.concat(numbered, others.keySet().stream())).iterator();
        }
    }
}

package io.connectmojo.record;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one Map after the other. Most Maps of a topic have the same names in the same order: then all values are read in one go,
 * and no name is looked up, neither for reading nor for the copy with outputs. Not thread-safe.
 */
final class MapFields extends NumberedFields {
    /** Names of the last Maps that differed. */
    private static final int REMEMBERED = 4;

    /** What a Map of known names earns, up to a limit; one of new names costs, and below 0 a pause begins. */
    private static final int MOST_CREDIT = 64;

    private static final int COST = 8;

    /** Maps in a pause: they are read by whoever reads Maps. */
    private static final int PAUSE = 1000;

    /** Names that Maps have, and how their copies are made. */
    private static final class Shape {
        final SharedNames names;

        /** The names of the last outputs, where each of them goes, and all names of the copy. */
        SharedNames added = SharedNames.NONE;

        int[] places = {};
        SharedNames after;

        Shape(SharedNames names) {
            this.names = names;
            this.after = names;
        }

        void add(Additions outputs) {
            // each model has outputs of its own, mostly of the same names
            if (!added.isLike(outputs.names)) {
                added = outputs.names;
                after = names.with(outputs.keySet());
                places = outputs.keySet().stream().mapToInt(after::number).toArray();
            }
        }
    }

    private final @Nullable Shape[] recent = new Shape[REMEMBERED];
    private int credit = MOST_CREDIT;
    private int pause;

    /** Of this Map. */
    private Shape shape = new Shape(SharedNames.NONE);

    /** Those of this Map, and room for outputs. */
    private @Nullable Object[] values = new Object[0];

    /** Whether a copy has taken the values for its own. */
    private boolean isTaken;

    /** Goes on to another Map; false when it is not worth to be read in one go, and this shows nothing. */
    boolean begin(Map<?, ?> map) {
        if (pause > 0) {
            pause--;
            return false;
        }
        for (int i = 0; i < REMEMBERED; i++) {
            Shape each = recent[i];
            if (each == null) {
                break;
            }
            if (read(map, each)) {
                use(each, i);
                credit = Math.min(MOST_CREDIT, credit + 1);
                return true;
            }
        }
        credit -= COST;
        if (credit < 0) {
            credit = MOST_CREDIT / 2;
            pause = PAUSE;
            return false;
        }
        SharedNames names = SharedNames.of(map);
        Shape made = names == null ? null : new Shape(names);
        if (made == null || !read(map, made)) {
            return false;
        }
        use(made, REMEMBERED - 1);
        return true;
    }

    private boolean read(Map<?, ?> map, Shape as) {
        if (map.size() != as.names.size()) {
            return false;
        }
        // a new array with room for outputs: it goes on in the copy, and collectors make stores into an old one dear
        @Nullable Object[] all = new Object[as.after.size()];
        if (!as.names.read(map, all)) {
            return false;
        }
        values = all;
        isTaken = false;
        return true;
    }

    /** Those that were used last come first. */
    private void use(Shape used, int place) {
        if (place > 0) {
            System.arraycopy(recent, 0, recent, 1, place);
            recent[0] = used;
        } else if (recent[0] != used) {
            recent[0] = used;
        }
        if (shape != used) {
            shape = used;
        }
    }

    /** A copy of the Map with these fields: one of the same name is replaced where it stands, the others come last. */
    Map<Object, @Nullable Object> with(Map<String, ?> additions) {
        Additions of = additions instanceof Additions usual ? usual : new Additions(additions);
        shape.add(of);
        SharedNames after = shape.after;
        int[] places = shape.places;
        @Nullable Object[] all = values;
        if (isTaken || all.length != after.size() || all.length < shape.names.size() + places.length) {
            all = Arrays.copyOf(all, after.size());
        } else {
            // the outputs stand behind what this shows
            isTaken = true;
        }
        for (int i = 0; i < places.length; i++) {
            all[places[i]] = of.values[i];
        }
        return new NamedValues(after, all);
    }

    @Override
    public Object numbering() {
        return shape.names;
    }

    /** The names of all fields. */
    List<String> names() {
        return shape.names.list();
    }

    @Override
    public Object shape() {
        return shape.names;
    }

    @Override
    public int number(String name) {
        return shape.names.number(name);
    }

    @Override
    public @Nullable Object at(int number, Object absent) {
        return values[number];
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int number = shape.names.number(key);
        return number < 0 ? null : values[number];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return shape.names.number(key) >= 0;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return shape.names.size();
            }

            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return IntStream.range(0, shape.names.size())
                        .<Map.Entry<String, Object>>mapToObj(
                                i -> new SimpleImmutableEntry<>(shape.names.name(i), values[i]))
                        .iterator();
            }
        };
    }
}

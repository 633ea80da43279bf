package io.connectmojo.outcomes.figures;

import io.connectmojo.outcomes.read.Scored;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counters of the windows that are open, each a record of a store, so that a record changes a few small values. A key is the window's
 * start, the group, a letter for the kind, and what the kind needs. Not thread-safe.
 */
final class OpenWindows {
    /** Further pairs of outcome and prediction count as {@link GroupSums#OTHER}. */
    static final int MAX_PAIRS = 1_000;

    /** Further groups of a window count as {@link Group#OTHER}. */
    static final int MAX_GROUPS = 100;

    /** Figures of each class cost a counter for each class and record. */
    static final int MAX_CLASSES = 20;

    private final KeyValueStore<byte[], byte[]> store;
    private final String positive;
    private final TreeMap<Long, Set<Group>> open = new TreeMap<>();
    private final Map<Group, byte[]> names = new HashMap<>();

    /** @param positive the class whose probability ranks the records of two classes; null for the second one */
    OpenWindows(KeyValueStore<byte[], byte[]> store, String positive) {
        this.store = store;
        this.positive = positive;
        try (KeyValueIterator<byte[], byte[]> all = store.range(key(0), null)) {
            while (all.hasNext()) {
                Key key = new Key(all.next().key);
                open.computeIfAbsent(key.start, any -> new HashSet<>()).add(key.group);
            }
        }
    }

    /** The starts of all windows that are open, the first one first. */
    Set<Long> starts() {
        return new TreeSet<>(open.keySet());
    }

    void add(long start, Scored scored) {
        Set<Group> groups = open.computeIfAbsent(start, any -> new HashSet<>());
        Group group = Group.of(scored);
        if (!groups.contains(group)) {
            group = groups.size() < MAX_GROUPS ? group : Group.OTHER;
            groups.add(group);
        }
        byte[] prefix = prefix(start, group);
        byte[] sumsKey = key(prefix, 'S');
        Sums sums = Sums.of(store.get(sumsKey));
        if (scored.high() != null) {
            sums.score(scored.high());
        }
        if (scored.numbers().length > 0) {
            double[] numbers = scored.numbers();
            if (scored.actual() != null) {
                sums.numbers(numbers[0], numbers[1], numbers[2], numbers[3]);
            }
        } else if (scored.isPair()) {
            boolean right = scored.actual().equals(scored.predicted());
            sums.pair(right);
            pair(prefix, sums, scored);
            if (!scored.classes().isEmpty()) {
                probabilities(prefix, sums, scored);
            }
        }
        store.put(sumsKey, sums.bytes());
    }

    private void pair(byte[] prefix, Sums sums, Scored scored) {
        byte[] key = key(prefix, 'P', bytes(scored.actual()), bytes(scored.predicted()));
        byte[] before = store.get(key);
        if (before == null && sums.different >= MAX_PAIRS) {
            key = key(prefix, 'P', bytes(GroupSums.OTHER), bytes(GroupSums.OTHER));
            before = store.get(key);
        } else if (before == null) {
            sums.different++;
        }
        store.put(key, longs((before == null ? 0 : ByteBuffer.wrap(before).getLong()) + 1));
    }

    private void probabilities(byte[] prefix, Sums sums, Scored scored) {
        List<String> classes = scored.classes();
        double[] shares = scored.probabilities();
        int actual = ClassNames.index(classes, scored.actual());
        sums.probabilities(actual, shares);
        boolean two = classes.size() == 2;
        int ranked = positive == null ? 1 : ClassNames.index(classes, positive);
        if (two && ranked >= 0) {
            rank(prefix, classes.get(ranked), shares[ranked], actual == ranked);
            calibrate(prefix, shares[ranked], actual == ranked);
        } else if (!two && classes.size() <= MAX_CLASSES) {
            for (int i = 0; i < shares.length; i++) {
                rank(prefix, classes.get(i), shares[i], actual == i);
            }
        }
        int predicted = ClassNames.index(classes, scored.predicted());
        if (!two && predicted >= 0) {
            calibrate(prefix, shares[predicted], actual == predicted);
        }
    }

    private void rank(byte[] prefix, String name, double share, boolean happened) {
        byte[] key = key(prefix, 'H', bytes(name), longs(Histogram.bin(share)));
        byte[] before = store.get(key);
        ByteBuffer counts = ByteBuffer.wrap(before == null ? new byte[2 * Long.BYTES] : before);
        store.put(key, longs(counts.getLong() + (happened ? 1 : 0), counts.getLong() + (happened ? 0 : 1)));
    }

    private void calibrate(byte[] prefix, double share, boolean happened) {
        byte[] key = key(prefix, 'C', longs(Calibration.bin(share)));
        byte[] before = store.get(key);
        ByteBuffer sums = ByteBuffer.wrap(before == null ? new byte[3 * Long.BYTES] : before);
        store.put(
                key,
                longs(
                        sums.getLong() + 1,
                        sums.getLong() + (happened ? 1 : 0),
                        Double.doubleToLongBits(sums.getDouble() + share)));
    }

    /** What was counted of a window, which is forgotten. */
    Map<Group, GroupSums> close(long start) {
        Map<Group, GroupSums> window = new LinkedHashMap<>();
        List<byte[]> over = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> all = store.range(key(start), key(start + 1))) {
            while (all.hasNext()) {
                KeyValue<byte[], byte[]> counter = all.next();
                over.add(counter.key);
                Key key = new Key(counter.key);
                ByteBuffer value = ByteBuffer.wrap(counter.value);
                GroupSums group = window.computeIfAbsent(key.group, any -> new GroupSums(new Sums()));
                switch (key.kind) {
                    case 'S' -> group.sums.add(Sums.of(counter.value));
                    case 'P' -> group.pair(key.text(), key.text(), value.getLong());
                    case 'H' ->
                        group.histograms
                                .computeIfAbsent(key.text(), any -> new Histogram())
                                .add(key.number(), value.getLong(), value.getLong());
                    default -> group.calibration.add(key.number(), value.getLong(), value.getLong(), value.getDouble());
                }
            }
        }
        over.forEach(store::delete);
        open.remove(start);
        return window;
    }

    private byte[] prefix(long start, Group group) {
        if (names.size() > MAX_GROUPS) {
            names.clear();
        }
        byte[] name = names.computeIfAbsent(group, any -> key(new byte[0], bytes(group.model()), bytes(group.arm())));
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(start)
                .put(name)
                .array();
    }

    private static byte[] key(long start) {
        return longs(start);
    }

    private static byte[] key(byte[] prefix, char kind, byte[]... parts) {
        byte[] begin = ByteBuffer.allocate(prefix.length + 1)
                .put(prefix)
                .put((byte) kind)
                .array();
        return key(begin, parts);
    }

    private static byte[] key(byte[] begin, byte[]... parts) {
        int size = begin.length;
        for (byte[] part : parts) {
            size += Integer.BYTES + part.length;
        }
        ByteBuffer key = ByteBuffer.allocate(size).put(begin);
        for (byte[] part : parts) {
            key.putInt(part.length).put(part);
        }
        return key.array();
    }

    private static byte[] longs(long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * numbers.length);
        for (long number : numbers) {
            bytes.putLong(number);
        }
        return bytes.array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A key's parts; those behind the kind are read one after the other. */
    private static final class Key {
        private final ByteBuffer bytes;
        private final long start;
        private final Group group;
        private final char kind;

        Key(byte[] key) {
            bytes = ByteBuffer.wrap(key);
            start = bytes.getLong();
            group = new Group(text(), text());
            kind = (char) bytes.get();
        }

        String text() {
            byte[] text = new byte[bytes.getInt()];
            bytes.get(text);
            return new String(text, StandardCharsets.UTF_8);
        }

        int number() {
            bytes.getInt();
            return (int) bytes.getLong();
        }
    }
}

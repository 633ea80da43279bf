package io.connectmojo.metrics.stats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each class was predicted, by name since the task started: the next model may order its classes in another way.
 * One thread adds, any thread reads.
 */
public final class ClassCounts {
    private final List<String> names;
    private final Counters counts;

    /** Where the serving model's classes are counted. */
    private final int[] places;

    private ClassCounts(List<String> names, Counters counts, int[] places) {
        this.names = List.copyOf(names);
        this.counts = counts;
        this.places = places;
    }

    /** @param before counts that go on; null for none */
    public static ClassCounts of(List<String> classes, @Nullable ClassCounts before) {
        List<String> names = new ArrayList<>(before == null ? List.of() : before.names);
        int[] places = new int[classes.size()];
        for (int i = 0; i < places.length; i++) {
            int known = names.indexOf(classes.get(i));
            places[i] = known < 0 ? names.size() : known;
            if (known < 0) {
                names.add(classes.get(i));
            }
        }
        Counters counts = new Counters(names.size());
        for (int i = 0; before != null && i < before.counts.size(); i++) {
            counts.set(i, before.counts.get(i));
        }
        return new ClassCounts(names, counts, places);
    }

    public void add(int modelsClass) {
        counts.increment(places[modelsClass]);
    }

    public List<String> names() {
        return names;
    }

    public long of(String name) {
        int place = names.indexOf(name);
        return place < 0 ? 0 : counts.get(place);
    }
}

package io.connectmojo.scoring.fleet;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what objects take of the heap, with all that they refer to: exactly for objects of H2O and of the plugin and for arrays, about
 * for what the JDK keeps in its collections. Reads no field of the JDK.
 */
final class HeapSize {
    private static final long LARGEST_COMPRESSED_HEAP = 32L << 30;
    private static final int HEADER = 12;
    private static final int ARRAY_HEADER = 16;

    /** Of a small object of the JDK. */
    private static final int SMALL = 24;

    private static final int MAP = 48;

    /** Of a map, beside key and value: a node and its share of the table. */
    private static final int MAP_ENTRY = 40;

    private static final ClassValue<Layout> LAYOUTS = new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
            return layout(type);
        }
    };

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();
    private long bytes;

    private HeapSize() {}

    /** The bytes of an object and all that can be reached from it. */
    static long of(Object root) {
        HeapSize size = new HeapSize();
        size.reach(root);
        while (!size.waiting.isEmpty()) {
            size.add(size.waiting.remove());
        }
        return size.bytes;
    }

    /**
     * The fields of a class.
     *
     * @param bytes of an object without what it refers to
     */
    private record Layout(long bytes, List<Field> references) {}

    private void reach(@Nullable Object object) {
        if (object != null && !belongsToAll(object) && seen.add(object)) {
            waiting.add(object);
        }
    }

    private static boolean belongsToAll(Object object) {
        return object instanceof Class
                || object instanceof Enum
                || object instanceof ClassLoader
                || object instanceof Thread;
    }

    private void add(Object object) {
        Class<?> type = object.getClass();
        if (type.isArray()) {
            addArray(object, type.getComponentType());
        } else if (object instanceof String text) {
            bytes += SMALL + padded(ARRAY_HEADER + (long) text.length() * (isLatin(text) ? 1 : 2));
        } else if (object instanceof BitSet bits) {
            bytes += SMALL + padded(ARRAY_HEADER + bits.size() / 8);
        } else if (object instanceof Map<?, ?> map) {
            bytes += MAP + (long) MAP_ENTRY * map.size();
            map.forEach((key, value) -> {
                reach(key);
                reach(value);
            });
        } else if (object instanceof Collection<?> all) {
            bytes += MAP + (long) MAP_ENTRY * all.size();
            all.forEach(this::reach);
        } else if (type.getName().startsWith("java.")) {
            bytes += SMALL;
        } else {
            addFields(object, LAYOUTS.get(type));
        }
    }

    private void addArray(Object array, Class<?> component) {
        int length = Array.getLength(array);
        bytes += padded(ARRAY_HEADER + length * size(component));
        if (array instanceof Object[] elements) {
            for (Object element : elements) {
                reach(element);
            }
        }
    }

    private void addFields(Object object, Layout layout) {
        bytes += layout.bytes;
        for (Field field : layout.references) {
            try {
                reach(field.get(object));
            } catch (IllegalAccessException e) {
                bytes += SMALL;
            }
        }
    }

    private static Layout layout(Class<?> type) {
        long bytes = HEADER;
        List<Field> references = new ArrayList<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                bytes += size(field.getType());
                if (!field.getType().isPrimitive() && field.trySetAccessible()) {
                    references.add(field);
                }
            }
        }
        return new Layout(padded(bytes), references);
    }

    private static long size(Class<?> type) {
        if (!type.isPrimitive()) {
            return Runtime.getRuntime().maxMemory() < LARGEST_COMPRESSED_HEAP ? 4 : 8;
        }
        if (type == long.class || type == double.class) {
            return 8;
        }
        if (type == int.class || type == float.class) {
            return 4;
        }
        return type == char.class || type == short.class ? 2 : 1;
    }

    private static long padded(long size) {
        return (size + 7) / 8 * 8;
    }

    private static boolean isLatin(String text) {
        return text.chars().allMatch(c -> c < 256);
    }
}

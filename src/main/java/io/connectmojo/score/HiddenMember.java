package io.connectmojo.score;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.Function;

/**
 * Reads what H2O's library keeps to itself. Where that fails, the caller does without: what it throws then is its own to say.
 */
public final class HiddenMember {
    private HiddenMember() {}

    /**
     * The value of a field that the object's class or one above it declares.
     *
     * @param unreadable makes the exception from half a sentence without any value
     */
    public static <T, X extends Exception> T read(Object of, String name, Class<T> type, Function<String, X> unreadable)
            throws X {
        try {
            Field field = field(of.getClass(), name);
            field.setAccessible(true);
            return type.cast(field.get(of));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unreadable(name, e, unreadable);
        }
    }

    /** A method that the class itself declares, ready to be called. */
    public static <X extends Exception> Method method(
            Class<?> of, String name, Function<String, X> unreadable, Class<?>... parameters) throws X {
        try {
            Method method = of.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unreadable(name, e, unreadable);
        }
    }

    private static <X extends Exception> X unreadable(String name, Exception e, Function<String, X> unreadable) {
        return unreadable.apply(
                "its " + name + " cannot be read: " + e.getClass().getSimpleName());
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}

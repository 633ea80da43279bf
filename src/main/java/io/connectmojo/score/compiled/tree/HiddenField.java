package io.connectmojo.score.compiled.tree;

import java.lang.reflect.Field;

/** Reads what H2O's library keeps to itself. Where that fails, the model is not compiled. */
public final class HiddenField {
    private HiddenField() {}

    /** The value of a field that the object's class or one above it declares. */
    public static <T> T read(Object of, String name, Class<T> type) throws NotCompiled {
        try {
            Field field = find(of.getClass(), name);
            field.setAccessible(true);
            return type.cast(field.get(of));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new NotCompiled(
                    "its " + name + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static Field find(Class<?> type, String name) throws NoSuchFieldException {
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

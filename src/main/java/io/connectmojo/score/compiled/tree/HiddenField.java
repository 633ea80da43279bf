package io.connectmojo.score.compiled.tree;

import java.lang.reflect.Field;

/** Reads what H2O's library keeps to itself. Where that fails, the model is not compiled. */
public final class HiddenField {
    private HiddenField() {}

    /** The value of a field that the object's own class declares. */
    public static <T> T read(Object of, String name, Class<T> type) throws NotCompiled {
        try {
            Field field = of.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(of));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new NotCompiled(
                    "its " + name + " cannot be read: " + e.getClass().getSimpleName());
        }
    }
}

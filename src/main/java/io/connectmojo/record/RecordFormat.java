package io.connectmojo.record;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What payloads are and how they are read. Keeps nothing of a record; immutable. */
public interface RecordFormat {
    /** For {@code writable}: the payloads are not written. */
    Supplier<Predicate<String>> NOTHING = () -> name -> false;

    /**
     * A view for the records of one task.
     *
     * @param needed which top-level members are read, asked for each record, and fastest while the answer is the same object; a format that reads
     *     all of them anyway does not ask
     * @param writable members that {@link RecordView#has}, {@link RecordView#hasValue} and {@link RecordView#with} may be asked for, asked
     *     for each record
     * @param parent the names of the members down to the one that these are members of; empty for the record itself
     */
    RecordView newView(Supplier<Predicate<String>> needed, Supplier<Predicate<String>> writable, List<String> parent);

    /** A view that writes top-level members, which are always the same. */
    default RecordView newView(Supplier<Predicate<String>> needed, Predicate<String> writable) {
        return newView(needed, () -> writable, List.of());
    }

    /** All fields of a payload that is no Struct, whatever is needed. For any thread. */
    Map<?, ?> allFields(Object payload);

    /** The fields of a payload like this one that is no Struct, for a description of the format; values may be made up. */
    default Map<?, ?> example(Object payload) {
        return allFields(payload);
    }
}

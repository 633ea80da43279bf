package io.connectmojo;

import io.connectmojo.config.FieldMatchesConfig;
import io.connectmojo.config.UnknownSettings;
import io.connectmojo.predicate.FieldCondition;
import io.connectmojo.record.KeyOrValue;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A predicate for other transforms: true for records in which a field or a header holds one of some values, or a number within a
 * range. Name {@link Value} or {@link Key} as the predicate's type.
 *
 * <p>False when there is no such field, or it is null or of another type; never an exception for a record. One instance serves one
 * task, on that task's thread.
 *
 * @param <R> the kind of record: source or sink
 */
public abstract class FieldMatches<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {
    /** What the predicate does, in one sentence for a catalogue. */
    public static final String OVERVIEW_DOC =
            "A predicate which is true for records in which a field of the key (<code>" + Key.class.getName()
                    + "</code>) or value (<code>" + Value.class.getName()
                    + "</code>), or a header, holds one of some values or a number within a range.";

    /** Every setting, with its documentation. */
    public static final ConfigDef CONFIG_DEF = FieldMatchesConfig.DEFINITION;

    private final KeyOrValue part;
    private @Nullable FieldCondition condition;

    /** Made by Connect, also while it only looks for plugins: holds nothing until {@link #configure}. */
    FieldMatches(KeyOrValue part) {
        this.part = part;
    }

    @Override
    public final ConfigDef config() {
        return CONFIG_DEF;
    }

    @Override
    public final String version() {
        return BuildInfo.VERSION;
    }

    @Override
    public final void configure(Map<String, ?> props) {
        condition = new FieldMatchesConfig(props).condition(part);
        UnknownSettings.warnOfPredicate(props.keySet());
    }

    @Override
    public final boolean test(R record) {
        return Objects.requireNonNull(condition, "configure comes first").test(record);
    }

    /** Holds nothing that would have to be closed. */
    @Override
    public final void close() {
        condition = null;
    }

    /** Looks at a field of the record's key. */
    public static final class Key<R extends ConnectRecord<R>> extends FieldMatches<R> {
        /** Holds nothing until {@link #configure}. */
        public Key() {
            super(KeyOrValue.KEY);
        }
    }

    /** Looks at a field of the record's value. */
    public static final class Value<R extends ConnectRecord<R>> extends FieldMatches<R> {
        /** Holds nothing until {@link #configure}. */
        public Value() {
            super(KeyOrValue.VALUE);
        }
    }
}

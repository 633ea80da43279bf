package io.connectmojo.output;

import io.connectmojo.output.OutputOptions.Existing;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The output schemas of one transform: one for each input schema for as long as the transform lives, whichever model writes.
 * The first layout lays down names and types. Not thread-safe.
 */
public final class OutputSchemas {
    private final Existing existing;

    /** The path of what gets the outputs; empty for the record itself. */
    private final List<String> parent;

    private final SchemaCache<OutputSchemaPlan> plans = new SchemaCache<>(this::make);

    /** Whether an output has that name; none has before there is a writer. Fast to ask: JSON asks it for every new member. */
    private Predicate<String> isOutput = name -> false;

    /** Null until a writer is made. */
    private @Nullable OutputLayout promised;

    /** Outputs for the record itself. */
    public OutputSchemas(Existing existing) {
        this(existing, List.of());
    }

    /** @param parent the path of what gets the outputs; empty for the record itself */
    public OutputSchemas(Existing existing, List<String> parent) {
        this.existing = existing;
        this.parent = List.copyOf(parent);
    }

    /** Takes a layout for the next model's outputs; refuses one that would change the schemas. */
    void promise(OutputLayout layout) {
        if (promised == null) {
            promised = layout;
            isOutput =
                    layout.fields().stream().map(OutputField::name).collect(Collectors.toUnmodifiableSet())::contains;
            return;
        }
        List<String> differences = layout.differencesFrom(promised);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("another layout: " + differences);
        }
    }

    /** The path of what gets the outputs; empty for the record itself. */
    public List<String> parent() {
        return parent;
    }

    Existing existing() {
        return existing;
    }

    /** Whether an output has a name; another one when the outputs are laid down. */
    public Predicate<String> isOutput() {
        return isOutput;
    }

    /** What differs from the outputs that are laid down, as {@link OutputLayout#differencesFrom} tells it; nothing before. */
    public List<String> differencesOf(OutputLayout layout) {
        return promised == null ? List.of() : layout.differencesFrom(promised);
    }

    /** How Structs of that schema become Structs with outputs. */
    public OutputSchemaPlan of(Schema input) {
        return plans.get(input);
    }

    private OutputSchemaPlan make(Schema input) {
        return OutputSchemaPlan.of(input, parent, fields(), existing);
    }

    private List<OutputField> fields() {
        return Objects.requireNonNull(promised, "no writer yet").fields();
    }
}

package io.connectmojo.config;

import io.connectmojo.predicate.Decimal;
import io.connectmojo.predicate.FieldCondition;
import io.connectmojo.predicate.ValueCondition;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import io.connectmojo.record.KeyOrValue;
import io.connectmojo.row.match.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The settings of the predicate by type. */
public final class FieldMatchesConfig extends AbstractConfig {
    public static final ConfigDef DEFINITION = define();

    /** Throws the first broken rule between settings as a ConfigException, after ConfigDef has checked each alone. */
    public FieldMatchesConfig(Map<String, ?> props) {
        super(DEFINITION, props, false);
        problem(values()).ifPresent(problem -> {
            throw new ConfigException(problem.getMessage());
        });
    }

    /** @param part of the records in which the field is looked for */
    public FieldCondition condition(KeyOrValue part) {
        String header = getString(PredicateSetting.HEADER.key());
        FieldPath path =
                header == null ? FieldPath.parse(getString(PredicateSetting.FIELD.key())) : FieldPath.ofHeader(header);
        return new FieldCondition(
                part, path, new ValueCondition(listed(), bound(PredicateSetting.MIN), bound(PredicateSetting.MAX)));
    }

    private List<String> listed() {
        String text = getString(PredicateSetting.VALUES.key());
        try {
            return text == null ? List.of() : ListText.names(text);
        } catch (ListText.Malformed e) {
            throw new IllegalStateException("the validator has let it pass", e);
        }
    }

    private @Nullable Decimal bound(PredicateSetting setting) {
        return bound(values(), setting).orElse(null);
    }

    private static Optional<Decimal> bound(Map<String, ?> parsed, PredicateSetting setting) {
        return parsed.get(setting.key()) instanceof String text ? Decimal.of(text) : Optional.empty();
    }

    private static ConfigDef define() {
        ConfigDef definition = new ConfigDef();
        for (PredicateSetting setting : PredicateSetting.values()) {
            definition.define(
                    setting.key(),
                    setting.kind().type(),
                    setting.kind().byDefault(),
                    setting.kind().validator(),
                    setting.importance(),
                    setting.documentation(),
                    "Match",
                    setting.ordinal() + 1,
                    setting.width(),
                    setting.display(),
                    setting == PredicateSetting.FIELD ? new Rules() : null);
        }
        return definition;
    }

    /** The rules between settings, told at {@code field} when the configuration is submitted. */
    private static final class Rules implements ConfigDef.Recommender {
        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            problem(parsed).ifPresent(problem -> {
                throw new ConfigException(problem.getMessage());
            });
            return new ArrayList<>(); // Connect removes from it
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return true;
        }
    }

    private static Optional<MojoException> problem(Map<String, ?> parsed) {
        boolean field = parsed.get(PredicateSetting.FIELD.key()) != null;
        if (field == (parsed.get(PredicateSetting.HEADER.key()) != null)) {
            return Optional.of(Problem.of(
                            ConfigError.COMBINATION, field ? "Two settings exclude each other" : "Nothing is matched")
                    .where("field, header")
                    .why("the predicate looks at exactly one of the two")
                    .fix(field ? "remove one of the two settings" : "set field to a path, or header to a name"));
        }
        if (parsed.get(PredicateSetting.VALUES.key()) instanceof String text && text.isBlank()) {
            return Optional.of(Problem.of(ConfigError.BAD_LIST, "The setting cannot be used")
                    .where(PredicateSetting.VALUES.key())
                    .why("it lists nothing, which no value matches")
                    .fix("list the values, or remove the setting"));
        }
        Optional<Decimal> min = bound(parsed, PredicateSetting.MIN);
        Optional<Decimal> max = bound(parsed, PredicateSetting.MAX);
        if (min.isPresent() && max.isPresent() && min.get().isAbove(max.get())) {
            return Optional.of(Problem.of(ConfigError.COMBINATION, "Two settings exclude each other")
                    .where("min, max")
                    .why("min is above max, and no number is in between")
                    .fix("exchange the two"));
        }
        return Optional.empty();
    }
}

package io.connectmojo.scoring;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.Settings;
import io.connectmojo.config.Validators;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.MojoException;
import io.connectmojo.row.coerce.ColumnType;
import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings the input settings and a model's columns together. Throws when a setting names what the model does not have. */
final class RowSpecFactory {
    private RowSpecFactory() {}

    /**
     * Makes the specification.
     *
     * @param reloaded whether the model has replaced another, and may lack columns that the configuration names
     */
    static RowSpec of(MojoScorerConfig config, Model model, boolean reloaded) {
        Map<String, String> fields = config.pairs(Settings.INPUT_FIELDS, true);
        Map<String, String> types = config.pairs(Settings.INPUT_TYPES, true);
        Map<String, String> defaults = config.pairs(Settings.INPUT_DEFAULTS, false);
        Set<String> names = new LinkedHashSet<>();
        List<ColumnSpec> columns = new ArrayList<>();
        for (ModelColumn column : model.columns()) {
            names.add(column.name());
            ColumnSpec spec = ColumnSpec.of(column.name(), column.kind(), column.levels());
            if (fields.containsKey(column.name())) {
                spec = spec.withField(FieldPath.parse(fields.get(column.name())));
            }
            if (types.containsKey(column.name())) {
                spec = spec.withType(ColumnType.parse(column.name(), types.get(column.name())));
            }
            columns.add(spec.withDefault(defaults.get(column.name())));
        }
        if (!reloaded) {
            requireKnown(Settings.INPUT_FIELDS, fields.keySet(), names);
            requireKnown(Settings.INPUT_TYPES, types.keySet(), names);
            model.offsetColumn().ifPresent(names::add);
            requireKnown(Settings.INPUT_DEFAULTS, defaults.keySet(), names);
        }
        RowSpec spec = new RowSpec(
                columns,
                config.choice(Settings.INPUT_MATCH, RowSpec.Match.class),
                config.choice(Settings.INPUT_MISSING_COLUMNS, RowSpec.Policy.class),
                config.choice(Settings.INPUT_UNKNOWN_LEVELS, RowSpec.Policy.class),
                config.choice(Settings.INPUT_INVALID_VALUES, RowSpec.Policy.class),
                config.names(Settings.INPUT_NA_STRINGS),
                vector(config),
                offset(config, model, defaults),
                config.isSet(Settings.INPUT_VECTOR_SEPARATOR) ? vectorSeparator(config) : null,
                config.getBoolean(Settings.REPLACE_NULL));
        requireNoFeature(config, spec);
        return spec;
    }

    private static void requireNoFeature(MojoScorerConfig config, RowSpec spec) {
        config.outcomeField().flatMap(spec::reader).ifPresent(reader -> {
            throw wrong(
                    ConfigError.OUTCOME,
                    Settings.OUTCOME_FIELD,
                    reader + " is read from that field, and an outcome is never a feature",
                    "name another field, or map the column with input.fields");
        });
    }

    private static RowSpec.Vector vector(MojoScorerConfig config) {
        String field = config.getString(Settings.INPUT_VECTOR_FIELD);
        return field == null ? null : new RowSpec.Vector(FieldPath.parse(field), vectorSeparator(config));
    }

    private static char vectorSeparator(MojoScorerConfig config) {
        return Validators.separator(config.getString(Settings.INPUT_VECTOR_SEPARATOR));
    }

    private static RowSpec.Offset offset(MojoScorerConfig config, Model model, Map<String, String> defaults) {
        String field = config.getString(Settings.INPUT_OFFSET_FIELD);
        if (model.offsetColumn().isEmpty()) {
            if (field != null) {
                throw wrong(
                        ConfigError.OFFSET,
                        Settings.INPUT_OFFSET_FIELD,
                        "the model was trained without an offset",
                        "remove input.offset.field");
            }
            return null;
        }
        String column = model.offsetColumn().get();
        return new RowSpec.Offset(column, field == null ? null : FieldPath.parse(field), defaults.get(column));
    }

    private static void requireKnown(String key, Set<String> given, Set<String> known) {
        List<String> unknown =
                given.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw wrong(
                            ConfigError.UNKNOWN_COLUMN,
                            key,
                            "the model lacks " + MojoException.firstThree("column", unknown),
                            "use columns of the model: " + MojoException.firstThree("column", List.copyOf(known)))
                    .withItems(List.copyOf(known));
        }
    }

    private static MojoException wrong(ErrorCode code, String key, String why, String fix) {
        return Validators.wrong(code, key, why, fix);
    }
}

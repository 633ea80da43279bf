package io.connectmojo.scoring.arm;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.Setting;
import io.connectmojo.model.Model;
import io.connectmojo.problem.ConfigError;
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
import org.jspecify.annotations.Nullable;

/** Brings the input settings and a model's columns together. Throws when a setting names what the model does not have. */
final class RowSpecFactory {
    private RowSpecFactory() {}

    /** The columns before any setting, and the tables of their levels: one copy for all tasks. */
    private record Plain(List<ColumnSpec> columns) {
        static Plain of(Model model) {
            return new Plain(model.columns().stream()
                    .map(column -> ColumnSpec.of(column.name(), column.kind(), column.levels()))
                    .toList());
        }
    }

    /**
     * Makes the specification.
     *
     * @param reloaded whether the model has replaced another, and may lack columns that the configuration names
     * @param oneOfSeveral whether it is one of two models, and the configuration may name columns of the other, or its offset
     */
    static RowSpec of(MojoScorerConfig config, Model model, boolean reloaded, boolean oneOfSeveral) {
        Map<String, FieldPath> fields = config.fields();
        Map<String, ColumnType> types = config.types();
        Map<String, String> defaults = config.defaults();
        Set<String> names = new LinkedHashSet<>();
        List<ColumnSpec> columns = new ArrayList<>();
        for (ColumnSpec column : model.shared(Plain.class, Plain::of).columns) {
            String name = column.name();
            names.add(name);
            ColumnSpec spec = column;
            if (fields.containsKey(name)) {
                spec = spec.withField(fields.get(name));
            }
            if (types.containsKey(name)) {
                spec = spec.withType(types.get(name));
            }
            columns.add(defaults.containsKey(name) ? spec.withDefault(defaults.get(name)) : spec);
        }
        if (!reloaded && !oneOfSeveral) {
            requireKnown(Setting.INPUT_FIELDS, fields.keySet(), names);
            requireKnown(Setting.INPUT_TYPES, types.keySet(), names);
            model.offsetColumn().ifPresent(names::add);
            requireKnown(Setting.INPUT_DEFAULTS, defaults.keySet(), names);
        }
        RowSpec spec = new RowSpec(
                columns,
                config.match(),
                config.missingColumns(),
                config.unknownLevels(),
                config.invalidValues(),
                config.naStrings(),
                vector(config),
                offset(config, model, defaults, oneOfSeveral),
                config.wordsSeparator().orElse(null),
                config.replaceNullWithDefault(),
                config.maxMissing(),
                config.root().orElse(null));
        requireNoFeature(config, spec);
        return spec;
    }

    private static void requireNoFeature(MojoScorerConfig config, RowSpec spec) {
        config.outcomeField().flatMap(spec::reader).ifPresent(reader -> {
            throw Setting.OUTCOME_FIELD.problem(
                    ConfigError.OUTCOME,
                    reader + " is read from that field, and an outcome is never a feature",
                    "name another field, or map the column with input.fields");
        });
    }

    private static RowSpec.@Nullable Vector vector(MojoScorerConfig config) {
        return config.vectorField()
                .map(field -> new RowSpec.Vector(field, config.vectorSeparator()))
                .orElse(null);
    }

    /** Names of columns in the configuration that none of the models has. */
    static Set<String> unknownNames(MojoScorerConfig config, List<Model> models) {
        Set<String> names = new LinkedHashSet<>(config.fields().keySet());
        names.addAll(config.types().keySet());
        names.addAll(config.defaults().keySet());
        for (Model model : models) {
            model.columns().forEach(column -> names.remove(column.name()));
            model.offsetColumn().ifPresent(names::remove);
        }
        return names;
    }

    private static RowSpec.@Nullable Offset offset(
            MojoScorerConfig config, Model model, Map<String, String> defaults, boolean oneOfSeveral) {
        FieldPath field = config.offsetField().orElse(null);
        if (model.offsetColumn().isEmpty()) {
            if (field != null && !oneOfSeveral) {
                throw Setting.INPUT_OFFSET_FIELD.problem(
                        ConfigError.OFFSET, "the model was trained without an offset", "remove input.offset.field");
            }
            return null;
        }
        String column = model.offsetColumn().get();
        return new RowSpec.Offset(column, field, defaults.get(column));
    }

    private static void requireKnown(Setting setting, Set<String> given, Set<String> known) {
        List<String> unknown =
                given.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw setting.problem(
                            ConfigError.UNKNOWN_COLUMN,
                            "the model lacks " + MojoException.firstThree("column", unknown),
                            "use columns of the model: " + MojoException.firstThree("column", List.copyOf(known)))
                    .withItems(List.copyOf(known));
        }
    }
}

package io.connectmojo.trainer;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import hex.Model;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import water.Key;
import water.fvec.Frame;
import water.fvec.Vec;

/** Writes about.json: everything a reader of a folder has to know that the csv files do not say. */
final class About {

    static final Gson JSON = new GsonBuilder()
            .setPrettyPrinting().disableHtmlEscaping().serializeNulls().serializeSpecialFloatingPointValues().create();

    private About() {}

    static void write(
            Path file, Recipe recipe, Model<?, ?, ?> model, Frame train, Frame input, String[] expected,
            List<String> files, Map<String, String> unavailable) throws IOException {
        Model.Parameters parameters = model._parms;
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", recipe.name());
        about.put("algo", parameters.javaName().replaceAll(".*\\.|Model$", ""));
        about.put("algo_full", parameters.fullName());
        about.put("category", model._output.getModelCategory().toString());
        String response = model._output.isSupervised() ? model._output.responseName() : null;
        about.put("response", response);
        about.put("offset_column", parameters._offset_column);
        about.put("weights_column", parameters._weights_column);
        about.put("fold_column", parameters._fold_column);
        about.put("treatment_column", Releases.since(3, 36) ? parameters._treatment_column : null);
        if (response != null) {
            String[] classes = model._output.classNames();
            about.put("response_domain", classes);
            if (classes != null && classes.length == 2 && Releases.since(3, 28)) {
                about.put("default_threshold", model._output.defaultThreshold());
            }
        }
        String[] names = model._output._origNames != null ? model._output._origNames : model._output._names;
        about.put("columns", columns(train, input, names == null ? input.names() : names));
        about.put("model_names", model._output._names);
        about.put("expected_columns", expected);
        about.put("files", files);
        if (!unavailable.isEmpty()) {
            about.put("not_available", unavailable);
        }
        about.put("na_rows", recipe.score().missing());
        about.put("unknown_level_rows", recipe.score().unknown());
        about.put("note", recipe.purpose());
        about.put("data", recipe.data());
        about.put("train_rows", train.numRows());
        about.put("h2o_version", Releases.VERSION);
        about.put("oracle", "in-cluster Model.score(Frame) of the trained model object (not genmodel)");
        about.put("parameters", changed(parameters));
        Files.writeString(file, JSON.toJson(about) + "\n");
    }

    private static List<Map<String, Object>> columns(Frame train, Frame input, String[] names) {
        Set<String> used = Set.of(names);
        List<Map<String, Object>> columns = new ArrayList<>();
        for (String name : input.names()) {
            Vec vec = train.vec(name) != null ? train.vec(name) : input.vec(name);
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("name", name);
            column.put("type", type(vec));
            column.put("in_model", used.contains(name));
            if (vec.domain() != null) {
                column.put("domain", vec.domain());
            }
            columns.add(column);
        }
        return columns;
    }

    private static String type(Vec vec) {
        return vec.isNumeric() && !vec.isTime() ? vec.isInt() ? "Int" : "Real" : vec.get_type_str();
    }

    /** The parameters that differ from what H2O would have taken by itself. */
    private static Map<String, Object> changed(Model.Parameters parameters) {
        Map<String, Object> changed = new LinkedHashMap<>();
        try {
            Object untouched = parameters.getClass().getConstructor().newInstance();
            for (Field field : parameters.getClass().getFields()) {
                Object value = field.get(parameters);
                boolean constant = Modifier.isStatic(field.getModifiers()) || Modifier.isTransient(field.getModifiers());
                if (!constant && plain(value) && !Objects.deepEquals(value, field.get(untouched))) {
                    changed.put(field.getName(), value instanceof Enum<?> word ? word.name() : value);
                }
            }
        } catch (ReflectiveOperationException unexpected) {
            throw new IllegalStateException(unexpected);
        }
        return changed;
    }

    private static boolean plain(Object value) {
        if (value instanceof double[] numbers && numbers.length > 20) {
            return false;
        }
        if (value instanceof Object[] values) {
            return Arrays.stream(values).allMatch(About::plain);
        }
        return value == null || value instanceof Number || value instanceof String || value instanceof Boolean
                || value instanceof Enum<?> || value.getClass().isArray() && !(value instanceof Key[]);
    }
}

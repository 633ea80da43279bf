package io.connectmojo.model.load;

import hex.ModelCategory;
import hex.genmodel.CategoricalEncoding;
import hex.genmodel.GenModel;
import hex.genmodel.algos.targetencoder.ColumnsMapping;
import hex.genmodel.algos.targetencoder.TargetEncoderMojoModel;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.ModelColumn.Kind;
import io.connectmojo.model.archive.ModelIni;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns that a user of the model fills: those that H2O's row converter looks up by name, before any encoding,
 * without what the model makes itself (splines, interactions) and what was only needed in training.
 */
final class InputColumns {
    private final GenModel model;
    private final Map<String, ModelColumn> columns = new LinkedHashMap<>();
    private final ModelDetails details;

    private InputColumns(GenModel model, ModelDetails details) {
        this.model = model;
        this.details = details;
    }

    /** The columns of a MOJO. */
    static List<ModelColumn> of(GenModel model, MojoFile file, ModelIni ini, ModelDetails details) {
        InputColumns inputs = new InputColumns(model, details);
        switch (ini.algorithm()) {
            case "Generalized Additive Model" -> inputs.addSplined(file, ini);
            case "Cox Proportional Hazards" -> inputs.addHazards(ini);
            case "TargetEncoder" -> inputs.addEncoded((TargetEncoderMojoModel) model);
            default -> inputs.addAll(file.where());
        }
        return List.copyOf(inputs.columns.values());
    }

    /** The columns of a compiled model, which tells no time columns. */
    static List<ModelColumn> of(GenModel model, String where) {
        InputColumns inputs = new InputColumns(model, ModelDetails.NONE);
        inputs.addAll(where);
        return List.copyOf(inputs.columns.values());
    }

    private void addAll(String where) {
        CategoricalEncoding encoding = model.getCategoricalEncoding();
        if (encoding == null) {
            throw Problem.of(
                            ModelError.UNSUPPORTED,
                            "The model encodes its categories in a way that H2O's library cannot repeat")
                    .where(where)
                    .why("the encoding is unknown to it")
                    .fix("train the model with another categorical_encoding");
        }
        switch (encoding) {
            case OneHotExplicit, Binary, Eigen, EnumLimited -> addOriginal();
            case LabelEncoder -> addFeatures(model.nfeatures(), model.getOrigDomainValues());
            default -> addFeatures(model.nfeatures(), model.getDomainValues());
        }
    }

    private void addFeatures(int count, String[][] domains) {
        for (int i = 0; i < count; i++) {
            add(model.getNames()[i], domains[i]);
        }
    }

    /** Models that see encoded columns know the names and levels that their users have. */
    private void addOriginal() {
        String[] names = model.getOrigNames();
        for (int i = 0; i < model.getOrigNumCols(); i++) {
            boolean feature = !details.roles().containsValue(names[i]) && !names[i].equals(model.getOffsetName());
            if (feature) {
                add(names[i], model.getOrigDomainValues()[i]);
            }
        }
    }

    /** The last features of a generalised additive model are computed from its spline columns. */
    private void addSplined(MojoFile file, ModelIni ini) {
        addFeatures(
                Math.max(0, model.nfeatures() - ini.number("num_expanded_gam_columns_center", 0)),
                model.getDomainValues());
        try (BufferedReader lines = file.getTextFile("gam_columns")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String name = line.trim();
                if (!name.isEmpty() && !columns.containsKey(name)) {
                    add(name, null);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A hazards model scores strata, categories and numbers, in this order; behind them stand the times that it was
     * trained with. Interactions among the categories and numbers are computed.
     */
    private void addHazards(ModelIni ini) {
        int strata = ini.number("strata_count", 0) == 0 ? 0 : ini.items("strata_0").length;
        int numbers = ini.number("num_numerical_columns", -1);
        int scored = numbers < 0 ? model.nfeatures() : strata + ini.number("cats") + numbers;
        Set<Integer> used = new TreeSet<>();
        for (int i = 0; i < Math.min(scored, model.nfeatures()); i++) {
            used.add(i);
        }
        for (String key : List.of("interactions_1", "interactions_2")) {
            Arrays.stream(ini.numbers(key)).forEach(used::add);
        }
        Arrays.stream(ini.numbers("interaction_targets")).forEach(used::remove);
        for (int i : used) {
            add(model.getNames()[i], model.getDomainValues()[i]);
        }
    }

    private void addEncoded(TargetEncoderMojoModel encoder) {
        Set<String> needed = new TreeSet<>();
        List<? extends ColumnsMapping> mappings = encoder._inencMapping;
        for (ColumnsMapping mapping : mappings) {
            needed.addAll(List.of(mapping.from()));
        }
        for (int i = 0; i < model.nfeatures(); i++) {
            if (needed.contains(model.getNames()[i])) {
                add(model.getNames()[i], model.getDomainValues()[i]);
            }
        }
    }

    private void add(String name, String @Nullable [] levels) {
        Kind kind = Kind.NUMERIC;
        if (model.getModelCategory() == ModelCategory.WordEmbedding) {
            kind = Kind.WORDS;
        } else if (levels != null) {
            kind = Kind.CATEGORICAL;
        } else if ("Time".equals(details.types().get(name))) {
            kind = Kind.TIME;
        }
        columns.put(name, new ModelColumn(name, kind, levels == null ? List.of() : List.of(levels)));
    }
}

package io.connectmojo.model.archive;

import hex.ModelCategory;
import hex.genmodel.ModelMojoFactory;
import hex.genmodel.ModelMojoReader;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.Problem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks a model and the models inside it before H2O's library reads them: their algorithms and formats are known, none
 * contains itself, and what {@code model.ini} announces is in the archive.
 */
public final class ModelTree {
    private static final int DEEPEST = 16;

    private final MojoFile file;
    private final ModelLimits caps;
    private final Set<String> seen = new HashSet<>();

    private ModelTree(MojoFile file, ModelLimits caps) {
        this.file = file;
        this.caps = caps;
    }

    /** The checked description of the outermost model. */
    public static ModelIni check(MojoFile file, ModelLimits caps) {
        return new ModelTree(file, caps).check("", 0);
    }

    private ModelIni check(String folder, int depth) {
        if (depth > DEEPEST || !seen.add(folder)) {
            throw Problem.of(ModelError.SUB_MODELS, "The sub-models of the model are not usable")
                    .where(file.where())
                    .why(
                            depth > DEEPEST
                                    ? "they are nested more than " + DEEPEST + " deep"
                                    : "a model contains itself, or two share one folder")
                    .fix("export the model again");
        }
        ModelIni ini = ModelIni.read(file, folder, caps);
        checkKnown(ini);
        checkContent(new ArchivePart(file, folder, ini));
        int subModels = ini.number("submodel_count", 0);
        if (subModels > caps.entries()) {
            throw ini.inconsistent("it claims " + subModels + " sub-models");
        }
        for (int i = 0; i < subModels; i++) {
            String key = "submodel_dir_" + i;
            String inner = ini.text(key).orElse("");
            check(folder + inner, depth + 1);
        }
        return ini;
    }

    private static void checkContent(ArchivePart part) {
        new DeclaredSizes(part).check();
        switch (part.ini().algorithm()) {
            case "Gradient Boosting Machine",
                    "Gradient Boosting Method",
                    "Distributed Random Forest",
                    "Isolation Forest",
                    "Uplift Distributed Random Forest" -> SharedTrees.check(part);
            case "Extended Isolation Forest" -> IsolationForestArchive.check(part);
            case "XGBoost" -> XGBoostArchive.check(part);
            default -> {
                // no trees
            }
        }
    }

    private void checkKnown(ModelIni ini) {
        String algorithm = ini.algorithm();
        ModelMojoReader<?> reader;
        try {
            reader = ModelMojoFactory.INSTANCE.getMojoReader(algorithm);
        } catch (IllegalStateException e) {
            boolean discontinued = algorithm.equals("Deep Water") || algorithm.equals("DeepWater");
            throw Problem.of(ModelError.UNKNOWN_ALGORITHM, "No reader for MOJOs of algorithm '" + algorithm + "'")
                    .where(file.where())
                    .why(discontinued ? "H2O discontinued it" : "H2O's scoring library does not know it")
                    .fix(
                            discontinued
                                    ? "train with Deep Learning instead"
                                    : "train with an algorithm that H2O-3 exports as MOJO");
        }
        double version = ini.decimal("mojo_version");
        if (version > Double.parseDouble(reader.mojoVersion())) {
            throw Problem.of(ModelError.NEWER_VERSION, "The MOJO is of format " + version)
                    .where(file.where())
                    .why("this plugin reads formats of " + algorithm + " up to " + reader.mojoVersion())
                    .fix("upgrade the plugin, or export from an older H2O");
        }
        String category = ini.text("category").orElse("");
        boolean known = Arrays.stream(ModelCategory.values())
                .anyMatch(c -> c != ModelCategory.Unknown && c.name().equals(category));
        if (!known) {
            throw ini.inconsistent("its category is none of H2O's");
        }
        WrongAnswers.refuse(ini, file.where());
    }
}

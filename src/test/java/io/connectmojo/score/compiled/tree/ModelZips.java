package io.connectmojo.score.compiled.tree;

import hex.genmodel.GenModel;
import hex.genmodel.MojoModel;
import io.connectmojo.cases.ModelFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The models of all folders, as H2O's own users load them. */
public final class ModelZips {
    private ModelZips() {}

    public static List<Path> all() {
        return ModelFolder.all().stream().map(ModelFolder::model).toList();
    }

    public static GenModel load(Path zip) {
        try {
            return MojoModel.load(zip.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(zip.toString(), e);
        }
    }

    /** With what says how the model was trained, as H2O's explanations need it. */
    public static GenModel loadWithMetadata(Path zip) {
        try {
            return MojoModel.load(zip.toString(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(zip.toString(), e);
        }
    }

    /** The name of the model's folder. */
    public static String name(Path zip) {
        return zip.getParent().getFileName().toString();
    }
}

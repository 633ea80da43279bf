package io.connectmojo.model.load;

import hex.genmodel.GenModel;
import hex.genmodel.ModelMojoReader;
import hex.genmodel.MojoModel;
import io.connectmojo.model.Model;
import io.connectmojo.model.ModelColumn;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.PluginClassLoader;
import io.connectmojo.model.archive.AllowedPaths;
import io.connectmojo.model.archive.ModelBytes;
import io.connectmojo.model.archive.ModelIni;
import io.connectmojo.model.archive.ModelTree;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.archive.WrongAnswers;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the bytes of a MOJO zip into a {@link Model}: verifies them, checks that the model is complete, and only then lets
 * H2O's library read it, independent of the caller's class loader and of the default locale and charset. Knows nothing of
 * sharing or reloading. Every problem is a {@link MojoException} with a {@link ModelError}.
 */
public final class ModelLoader {
    private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);

    private ModelLoader() {}

    /** Loads the model of a file, if the operator allows models from there. */
    public static Model load(Path path) {
        ModelLimits caps = ModelLimits.ofWorker();
        return load(ModelBytes.read(path, AllowedPaths.ofWorker(), caps), path.toString(), caps);
    }

    /** A model, and what only people want to know of it. */
    public record Described(Model model, ModelDetails details) {}

    /**
     * The same with the details, and on two threads, for somebody who waits and has the processors for himself.
     *
     * @param meanwhile is given the model while its probe rows are scored: it may prove to be unusable yet
     */
    public static Described describe(Path path, Consumer<Model> meanwhile) {
        ModelLimits caps = ModelLimits.ofWorker();
        byte[] bytes = ModelBytes.read(path, AllowedPaths.ofWorker(), caps);
        return load(MojoFile.of(bytes, caps, path.toString(), ForkJoinPool.commonPool()), caps, meanwhile);
    }

    /** @param where what to call the model in messages */
    public static Model load(byte[] bytes, String where, ModelLimits caps) {
        return load(MojoFile.of(bytes, caps, where), caps, model -> {}).model();
    }

    /** The same of bytes whose SHA-256 the caller has computed. */
    public static Model load(byte[] bytes, String sha256, String where, ModelLimits caps) {
        return load(MojoFile.of(bytes, sha256, caps, where), caps, model -> {}).model();
    }

    private static Described load(MojoFile file, ModelLimits caps, Consumer<Model> meanwhile) {
        String where = file.where();
        return PluginClassLoader.during(() -> {
            ModelIni ini = ModelTree.check(file, caps);
            try {
                MojoModel read = read(file, ini);
                ModelDetails details = DetailsReader.read(file);
                String offset =
                        ini.text("offset_column").or(details::offsetColumn).orElse(null);
                if (offset != null) {
                    WrongAnswers.refuseOffset(ini.algorithm(), where);
                }
                List<ModelColumn> columns = InputColumns.of(read, file, ini, details);
                Runnable probe = WarmUp.begin(read, columns, ColumnMeans.of(ini, columns), where);
                Model model = new Model(read, file.digest(), ini.algorithm(), columns, offset, details.thresholds());
                meanwhile.accept(model);
                probe.run();
                return new Described(model, details);
            } catch (MojoException e) {
                throw e;
            } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
                log.debug("H2O's library cannot read {}", where, e);
                throw unreadable(where);
            } catch (OutOfMemoryError e) {
                throw Problem.of(ModelError.TOO_BIG, "The model does not fit the worker's memory")
                        .where(where)
                        .why("the heap is exhausted")
                        .passing()
                        .fix("give the worker more heap, or use a smaller model");
            }
        });
    }

    /**
     * H2O's library counts a random forest's contributions by the variable importances in its metadata, which are never
     * worth failing for. Of other models nobody needs the metadata, and reading it logs errors about parameters that H2O
     * itself wrote.
     */
    private static MojoModel read(MojoFile file, ModelIni ini) throws IOException {
        if (!ini.algorithm().equals("Distributed Random Forest")) {
            return ModelMojoReader.readFrom(file, false);
        }
        try {
            return ModelMojoReader.readFrom(file, true);
        } catch (IOException | RuntimeException e) {
            log.debug("Reading {} again without its metadata", file.where(), e);
            return ModelMojoReader.readFrom(file, false);
        }
    }

    private static MojoException unreadable(String where) {
        return Problem.of(ModelError.INCONSISTENT, "H2O's library cannot read the model")
                .where(where)
                .why("its parts do not fit together")
                .fix("export the model again");
    }

    static Model compiled(GenModel model, String digest, String where) {
        List<ModelColumn> columns = InputColumns.of(model, where);
        WarmUp.check(model, columns, Map.of(), where);
        return new Model(model, digest, model.getClass().getSimpleName(), columns, model.getOffsetName(), Map.of());
    }
}

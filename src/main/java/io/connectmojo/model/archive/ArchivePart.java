package io.connectmojo.model.archive;

import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.MojoException;
import io.connectmojo.problem.Problem;

/**
 * One model inside a MOJO: the outermost, or one that it is made of.
 *
 * @param folder empty, or ending in a slash
 */
record ArchivePart(MojoFile file, String folder, ModelIni ini) {
    boolean has(String entry) {
        return file.exists(folder + entry);
    }

    byte[] blob(String entry) {
        return file.getBinaryFile(folder + entry);
    }

    int features() {
        return ini.number("n_features");
    }

    MojoException missing(String what) {
        return Problem.of(ModelError.PART_MISSING, "A part of the model is missing")
                .where(where())
                .why(what)
                .fix("export the model again");
    }

    MojoException brokenTree(String entry, String why) {
        return Problem.of(ModelError.BROKEN_TREE, "A tree of the model is broken")
                .where(where())
                .why("in " + folder + entry + " " + why)
                .fix("export the model again");
    }

    private String where() {
        return file.where();
    }
}

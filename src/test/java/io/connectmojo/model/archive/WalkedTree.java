package io.connectmojo.model.archive;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.MojoException;

/** Lets tests of other packages walk a tree as loading does. */
public final class WalkedTree {
    private WalkedTree() {}

    /**
     * Walks one tree of an archive.
     *
     * @return how many columns the model has
     * @throws MojoException when the tree is broken
     */
    public static int features(MojoFile file, String entry, double version) {
        ArchivePart part = new ArchivePart(file, "", ModelIni.read(file, "", ModelLimits.ofWorker()));
        new TreeWalk(part, entry, version).splits();
        return part.features();
    }
}

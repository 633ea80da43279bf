package io.connectmojo.model.archive;

/**
 * Checks the trees of GBM, random forests and isolation forests: all there, and each of them whole.
 *
 * <p>H2O grows one tree per class and round, but none for a class that no training row had. So a class has a tree in every
 * round or in none, and in none only if its share of the training rows is zero or unknown. H2O's library would take any
 * missing tree for such a class.
 */
final class SharedTrees {
    /** Bytes of one node in an auxiliary tree. */
    private static final int AUX_NODE = 40;

    /** H2O's library reads auxiliary trees of older formats, but never looks into them. */
    private static final double AUX_IN_USE = 1.3;

    private final ArchivePart part;
    private final double version;
    private final int rounds;
    private final int perRound;

    private SharedTrees(ArchivePart part) {
        this.part = part;
        ModelIni ini = part.ini();
        this.version = ini.decimal("mojo_version");
        this.rounds = ini.number("n_trees");
        int classes = ini.number("n_classes", 1);
        this.perRound =
                ini.number("n_trees_per_class", classes == 2 && !ini.flag("binomial_double_trees") ? 1 : classes);
    }

    static void check(ArchivePart part) {
        new SharedTrees(part).check();
    }

    private void check() {
        if (rounds < 0 || perRound < 1 || (long) rounds * perRound > part.file().size()) {
            throw part.missing("it claims " + rounds + " rounds of " + perRound + " trees, more than it has entries");
        }
        int grown = 0;
        for (int k = 0; k < perRound; k++) {
            int present = 0;
            for (int round = 0; round < rounds; round++) {
                if (part.has(tree(k, round, ""))) {
                    checkTree(k, round);
                    present++;
                }
            }
            if (present != rounds && (present > 0 || !isEmptyClass(k))) {
                throw part.missing("class " + k + " has " + present + " of " + rounds + " trees");
            }
            grown += present;
        }
        if (grown == 0 && rounds > 0) {
            throw part.missing("there are no trees at all");
        }
    }

    /** Whether no training row had the class: known for classifiers only, and not from every H2O. */
    private boolean isEmptyClass(int k) {
        String[] shares = part.ini().items("prior_class_distrib");
        if (part.ini().number("n_classes", 1) < 2) {
            return false;
        }
        return shares.length == 0
                ? perRound > 1
                : k < shares.length && shares[k].trim().matches("0(\\.0*)?");
    }

    private void checkTree(int k, int round) {
        String entry = tree(k, round, "");
        int splits = new TreeWalk(part, entry, version).splits();
        if (version > 1.0) {
            String aux = tree(k, round, "_aux");
            int length = part.blob(aux).length;
            if (version >= AUX_IN_USE && length != splits * AUX_NODE) {
                throw part.brokenTree(aux, "are " + length + " bytes for " + splits + " splits");
            }
        }
    }

    /** As genmodel's format {@code trees/t%02d_%03d.bin}; formatting would take as long as the checks of a small tree. */
    private static String tree(int k, int round, String kind) {
        String zeros = round < 10 ? "00" : round < 100 ? "0" : "";
        return (k < 10 ? "trees/t0" : "trees/t") + k + '_' + zeros + round + kind + ".bin";
    }
}

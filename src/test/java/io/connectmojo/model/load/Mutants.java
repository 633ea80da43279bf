package io.connectmojo.model.load;

import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.ModelError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Broken, hostile and unusable models, each made from a good one by one change. */
final class Mutants {
    private final List<Mutant> mutants = new ArrayList<>();
    private final byte[] gbm = lean("GBM", "Binomial");

    /** @param code what the refusal must say */
    record Mutant(String name, byte[] zip, ErrorCode code) {
        @Override
        public String toString() {
            return code.id() + " " + name;
        }
    }

    static List<Mutant> all() {
        Mutants made = new Mutants();
        made.files();
        made.archives();
        made.parts();
        made.trees();
        made.descriptions();
        made.sizes();
        made.subModels();
        made.algorithms();
        return made.mutants;
    }

    private static byte[] lean(String algorithm, String category) {
        return EditedMojo.of(Cases.smallest(algorithm, category).bytes()).lean().zip();
    }

    private void add(String name, byte[] zip, ModelError code) {
        mutants.add(new Mutant(name, zip, code));
    }

    private void edit(String name, ModelError code, byte[] zip, Consumer<EditedMojo> change) {
        EditedMojo edited = EditedMojo.of(zip);
        change.accept(edited);
        add(name, edited.zip(), code);
    }

    private void files() {
        add("an empty file", new byte[0], ModelError.NOT_WHOLE);
        add("text", "this is no zip".getBytes(StandardCharsets.UTF_8), ModelError.NOT_A_MOJO);
        add("half of a file", Arrays.copyOf(gbm, gbm.length / 2), ModelError.NOT_WHOLE);
        add("the second half", Arrays.copyOfRange(gbm, gbm.length / 2, gbm.length), ModelError.NOT_A_MOJO);
        add("a file twice over", join(gbm, gbm), ModelError.NOT_WHOLE);
        byte[] zeros = gbm.clone();
        Arrays.fill(zeros, gbm.length / 3, gbm.length / 2, (byte) 0);
        add("a hole of zeros", zeros, ModelError.CORRUPT);
    }

    private void archives() {
        add("an entry twice", renamed("trees/t00_001.bin", "trees/t00_000.bin"), ModelError.CORRUPT);
        add("a name that climbs out", renamed("domains/d000.txt", "../../etc/passwd"), ModelError.CORRUPT);
        add("an absolute name", renamed("domains/d000.txt", "/etc/hosts/files"), ModelError.CORRUPT);
        add("an encrypted entry", central(gbm, 1, (bytes, at) -> bytes.put(at + 8, (byte) 9)), ModelError.CORRUPT);
        add(
                "an overlap",
                central(gbm, 1, (bytes, at) -> bytes.putInt(at + 42, bytes.getInt(at + 42) - 1)),
                ModelError.CORRUPT);
        add("a zip64 lie", central(gbm, 1, (bytes, at) -> bytes.putInt(at + 24, -1)), ModelError.TOO_BIG);
        add(
                "a wrong checksum",
                central(gbm, 1, (bytes, at) -> bytes.put(at + 16, (byte) ~bytes.get(at + 16))),
                ModelError.CORRUPT);
        add(
                "a wrong length",
                central(gbm, 1, (bytes, at) -> bytes.putInt(at + 24, bytes.getInt(at + 24) - 1)),
                ModelError.CORRUPT);
        edit("a bomb", ModelError.TOO_BIG, gbm, m -> m.put("bomb", new byte[64 << 20]));
    }

    private void parts() {
        edit("no model.ini", ModelError.NOT_A_MOJO, gbm, m -> m.remove("model.ini"));
        edit("no list of levels", ModelError.PART_MISSING, gbm, m -> m.remove(m.first("domains/")));
        edit("a tree missing", ModelError.PART_MISSING, gbm, m -> m.remove("trees/t00_003.bin"));
        edit("an auxiliary tree missing", ModelError.PART_MISSING, gbm, m -> m.remove("trees/t00_003_aux.bin"));
        edit(
                "all trees missing",
                ModelError.PART_MISSING,
                gbm,
                m -> m.entries().keySet().removeIf(name -> name.startsWith("trees/")));
        edit("a tree too many announced", ModelError.PART_MISSING, gbm, m -> m.ini("n_trees", "1000"));
        edit("2 billion trees announced", ModelError.PART_MISSING, gbm, m -> m.ini("n_trees", "2000000000"));
    }

    private void trees() {
        String tree = "trees/t00_001.bin";
        edit(
                "a tree cut off",
                ModelError.BROKEN_TREE,
                gbm,
                m -> m.put(
                        tree, Arrays.copyOf(m.entries().get(tree), m.entries().get(tree).length / 2)));
        edit(
                "a byte behind a tree",
                ModelError.BROKEN_TREE,
                gbm,
                m -> m.put(
                        tree, Arrays.copyOf(m.entries().get(tree), m.entries().get(tree).length + 1)));
        byte[] noise = new byte[500];
        new Random(5).nextBytes(noise);
        edit("a tree of noise", ModelError.BROKEN_TREE, gbm, m -> m.put(tree, noise));
        edit("a tree that leads back into itself", ModelError.BROKEN_TREE, gbm, m -> m.put(tree, loop()));
        edit("a tree that asks for a column too many", ModelError.BROKEN_TREE, gbm, m -> {
            byte[] bytes = m.entries().get(tree).clone();
            ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putChar(1, (char) 5000);
            m.put(tree, bytes);
        });
        edit(
                "an auxiliary tree of another",
                ModelError.BROKEN_TREE,
                gbm,
                m -> m.put("trees/t00_001_aux.bin", new byte[40 * 999]));
    }

    /** Its right branch begins before it: H2O's library never comes out of it. */
    private static byte[] loop() {
        ByteBuffer node = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        node.put((byte) 3)
                .putChar((char) 0)
                .put((byte) 3)
                .putFloat(0)
                .putInt(-12)
                .putFloat(1);
        return node.array();
    }

    private void descriptions() {
        edit("an unknown algorithm", ModelError.UNKNOWN_ALGORITHM, gbm, m -> m.ini("algorithm", "Sorcery"));
        edit("a discontinued algorithm", ModelError.UNKNOWN_ALGORITHM, gbm, m -> m.ini("algorithm", "Deep Water"));
        edit("a newer format", ModelError.NEWER_VERSION, gbm, m -> m.ini("mojo_version", "9.40"));
        edit("an unknown category", ModelError.INCONSISTENT, gbm, m -> m.ini("category", "Sorcery"));
        edit(
                "a line without =",
                ModelError.INCONSISTENT,
                gbm,
                m -> m.text("model.ini", ini -> ini.replace("[info]\n", "[info]\nnonsense\n")));
        edit(
                "no section of domains",
                ModelError.INCONSISTENT,
                gbm,
                m -> m.text("model.ini", ini -> ini.replace("[domains]\n", "")));
        edit(
                "a key missing",
                ModelError.INCONSISTENT,
                gbm,
                m -> m.text("model.ini", ini -> ini.replaceFirst("(?m)^n_features = .*\n", "")));
        edit("a word for a number", ModelError.INCONSISTENT, gbm, m -> m.ini("n_features", "many"));
        edit("a level too many", ModelError.INCONSISTENT, gbm, m -> m.text(m.first("domains/"), t -> t + "more\n"));
        edit(
                "a level too few",
                ModelError.INCONSISTENT,
                gbm,
                m -> m.text(m.first("domains/"), t -> t.replaceFirst("(?s)^.*?\n", "")));
        edit("a class too many", ModelError.INCONSISTENT, gbm, m -> m.ini("n_classes", "3"));
        edit("an unknown distribution", ModelError.INCONSISTENT, gbm, m -> m.ini("distribution", "sorcery"));
    }

    private void sizes() {
        edit("2 billion columns", ModelError.TOO_BIG, gbm, m -> m.ini("n_columns", "2000000000"));
        edit(
                "2 billion levels",
                ModelError.TOO_BIG,
                gbm,
                m -> m.text("model.ini", ini -> ini.replaceFirst("(?m)^(\\d+): \\d+ d000", "$1: 2000000000 d000")));
        edit("2 billion classes", ModelError.INCONSISTENT, gbm, m -> m.ini("n_classes", "2000000000"));
        edit(
                "2 billion cluster centres",
                ModelError.INCONSISTENT,
                lean("KMeans", "Clustering"),
                m -> m.ini("center_num", "2000000000"));
        edit(
                "2 billion words",
                ModelError.INCONSISTENT,
                lean("Word2Vec", "WordEmbedding"),
                m -> m.ini("vocab_size", "2000000000"));
        edit(
                "2 billion components",
                ModelError.INCONSISTENT,
                lean("PCA", "DimReduction"),
                m -> m.ini("eigenvector_size", "2000000000"));
    }

    private void subModels() {
        add("a model inside itself", pipeline(0, ""), ModelError.SUB_MODELS);
        add("models 18 deep", pipeline(18, "in/"), ModelError.SUB_MODELS);
        add("a model inside that is missing", pipeline(3, "in/"), ModelError.PART_MISSING);
    }

    private static byte[] pipeline(int depth, String inner) {
        String ini = "[info]\nalgorithm = MOJO Pipeline\nalgo = pipeline\ncategory = Regression\nsupervised = true\n"
                + "n_features = 1\nn_classes = 1\nn_columns = 2\nmojo_version = 1.00\nuuid = 1\n"
                + "submodel_count = 1\nsubmodel_key_0 = m\nsubmodel_dir_0 = " + inner
                + "\nmain_model = m\n\n[columns]\nx\ny\n\n[domains]\n";
        EditedMojo mojo = EditedMojo.of(new byte[0]);
        for (int i = 0; i <= depth; i++) {
            mojo.put("in/".repeat(i) + "model.ini", ini);
        }
        return mojo.zip();
    }

    private void algorithms() {
        edit(
                "a model that cannot score",
                ModelError.PROBE,
                lean("PCA", "DimReduction"),
                m -> m.text("model.ini", ini -> ini.replaceFirst("permutation = \\[\\d+", "permutation = [99")));
        edit(
                "a network without a layer's weights",
                ModelError.INCONSISTENT,
                lean("DeepLearning", "Multinomial"),
                m -> m.ini("weight_layer1", "[0.5]"));
        edit(
                "a network with an offset",
                ModelError.UNSUPPORTED,
                lean("DeepLearning", "Multinomial"),
                m -> m.text("model.ini", ini -> ini.replace("[info]\n", "[info]\noffset_column = exposure\n")));
        edit(
                "an additive model with two monotone splines",
                ModelError.UNSUPPORTED,
                lean("GAM", "Regression"),
                m -> m.ini("bs", "[3, 2]"));
        byte[] xgboost = EditedMojo.of(Cases.smallest(c -> c.name().equals("xgb_gbtree_multinomial"))
                        .bytes())
                .lean()
                .zip();
        edit(
                "a booster cut off",
                ModelError.BROKEN_TREE,
                xgboost,
                m -> m.put("boosterBytes", Arrays.copyOf(m.entries().get("boosterBytes"), 3000)));
        edit("a booster that leads back into itself", ModelError.BROKEN_TREE, xgboost, m -> {
            byte[] booster = m.entries().get("boosterBytes").clone();
            pointNodeAtItself(booster);
            m.put("boosterBytes", booster);
        });
        edit(
                "an isolation tree cut off",
                ModelError.BROKEN_TREE,
                lean("ExtendedIsolationForest", "AnomalyDetection"),
                m -> m.put("trees/t00.bin", Arrays.copyOf(m.entries().get("trees/t00.bin"), 300)));
    }

    /** The first node of the first tree becomes its own left child. */
    private static void pointNodeAtItself(byte[] booster) {
        ByteBuffer bytes = ByteBuffer.wrap(booster).order(ByteOrder.LITTLE_ENDIAN);
        int at = bytes.get(0) == 'b' ? 140 : 136;
        at += 8 + (int) bytes.getLong(at);
        at += 8 + (int) bytes.getLong(at);
        at += 160;
        at += 148;
        bytes.putInt(at + 4, 0);
    }

    private byte[] renamed(String from, String to) {
        if (from.length() != to.length()) {
            throw new AssertionError("names of one length are needed");
        }
        String zip = new String(gbm, StandardCharsets.ISO_8859_1);
        return zip.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private interface Patch {
        void apply(ByteBuffer bytes, int at);
    }

    /** Patches the n-th header of the central directory. */
    private static byte[] central(byte[] zip, int n, Patch patch) {
        ByteBuffer bytes = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int at = bytes.getInt(zip.length - 6);
        for (int i = 0; i < n; i++) {
            at += 46 + bytes.getChar(at + 28) + bytes.getChar(at + 30) + bytes.getChar(at + 32);
        }
        patch.apply(bytes, at);
        return bytes.array();
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}

package io.connectmojo.model.library;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.model.load.Cases;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.model.load.ModelLoader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Models that may take over from the smallest binomial GBM. */
final class GoodReplacements {
    private GoodReplacements() {}

    private static EditedMojo gbm() {
        return EditedMojo.of(
                        Cases.smallest(c -> c.name().equals("gbm_binomial")).bytes())
                .lean();
    }

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> good = new LinkedHashMap<>();
        good.put(
                "another algorithm of the same category",
                () -> EditedMojo.of(Cases.smallest("GLM", "Binomial").bytes())
                        .lean()
                        .zip());
        good.put(
                "another threshold",
                () -> gbm().ini("default_threshold", "0.25").zip());
        good.put("another number of trees", GoodReplacements::fewerTrees);
        good.put("a new level", GoodReplacements::withNewLevel);
        good.put("columns in another order", GoodReplacements::reordered);
        good.put("other columns", GoodReplacements::otherColumns);
        return good;
    }

    private static byte[] fewerTrees() {
        EditedMojo mojo = gbm();
        long trees = mojo.entries().keySet().stream()
                .filter(n -> n.matches("trees/t00_\\d+\\.bin"))
                .count();
        String last = String.format(Locale.ROOT, "trees/t00_%03d", trees - 1);
        return mojo.remove(last + ".bin")
                .remove(last + "_aux.bin")
                .ini("n_trees", "" + (trees - 1))
                .zip();
    }

    private static byte[] withNewLevel() {
        EditedMojo mojo = gbm();
        String ini = new String(mojo.entries().get("model.ini"), StandardCharsets.UTF_8);
        int levels = Integer.parseInt(ini.replaceFirst("(?s).*\\n\\d+: (\\d+) d000.*", "$1"));
        return mojo.text("domains/d000.txt", text -> text + "one more\n")
                .text("model.ini", text -> text.replaceFirst("(\\d+): \\d+ d000", "$1: " + (levels + 1) + " d000"))
                .zip();
    }

    private static byte[] reordered() {
        EditedMojo mojo = EditedMojo.of(Cases.smallest(c -> c.algorithm().equals("GLM")
                                && c.category().equals("Binomial")
                                && c.columns().stream()
                                        .anyMatch(column ->
                                                !column.get("type").asText().equals("Enum")))
                        .bytes())
                .lean();
        return mojo.text(
                        "model.ini",
                        ini -> ini.replaceFirst(
                                "(?s)(\\n)([^\\n]+)\\n([^\\n]+)\\n([^\\n]+\\n\\n\\[domains\\])", "$1$3\n$2\n$4"))
                .zip();
    }

    private static byte[] otherColumns() {
        int columns = ModelLoader.load(gbm().zip(), "old", ModelLimits.ofWorker())
                .columns()
                .size();
        return Cases.smallest(c -> c.category().equals("Binomial")
                        && !c.algorithm().equals("GLM")
                        && ModelLoader.load(c.bytes(), c.name(), ModelLimits.ofWorker())
                                        .columns()
                                        .size()
                                != columns)
                .bytes();
    }
}

package io.connectmojo.model.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Compares the sizes that {@code model.ini} declares with what the archive holds, for everything that H2O's library
 * allocates by such a size: lists of levels, matrices, vectors, lists of keys.
 */
record DeclaredSizes(ArchivePart part) {
    void check() {
        checkDomains();
        checkOriginalColumns();
        checkKeyLists();
        checkMatrices();
        switch (part.ini().algorithm()) {
            case "Deep Learning", "deep learning" -> checkLayers();
            case "Word2Vec" -> requireBytes("vectors", product("vocab_size", "vec_size") * Float.BYTES);
            case "Principal Components Analysis" ->
                requireBytes("eigenvectors_raw", product("eigenvector_size", "k") * Double.BYTES);
            case "Generalized Low Rank Modeling", "Generalized Low Rank Model" -> {
                requireBytes("archetypes", product("nrowY", "ncolY") * Double.BYTES);
                requireLines("losses", number("ncolA"));
            }
            case "Generalized Additive Model" -> checkKnots();
            default -> {
                // what it allocates is bounded by the text of model.ini
            }
        }
    }

    private void checkDomains() {
        part.ini().domains().forEach((column, domain) -> {
            // H2O's library ignores domains beyond the columns
            if (column < part.ini().columns().size()) {
                requireLines("domains/" + domain.file(), domain.count());
            }
        });
        ModelIni.Domain response = part.ini().domains().get(part.ini().columns().size() - 1);
        String category = part.ini().text("category").orElse("");
        boolean classifies =
                category.equals("Binomial") || category.equals("Multinomial") || category.equals("Ordinal");
        if (classifies
                && part.ini().flag("supervised")
                && response != null
                && response.count() != part.ini().number("n_classes", response.count())) {
            throw part.ini()
                    .inconsistent("it claims " + number("n_classes") + " classes and lists " + response.count());
        }
        if (classifies && number("n_classes") < 2
                || part.ini().number("n_classes", 1) > part.file().inflated()) {
            throw part.ini().inconsistent("it claims " + number("n_classes") + " classes");
        }
    }

    private void checkOriginalColumns() {
        if (part.ini().has("_n_orig_names")) {
            requireLines("_orig_names", number("_n_orig_names"));
        }
        if (part.ini().has("_n_orig_domain_values")) {
            int columns = number("_n_orig_domain_values");
            if (columns < 0 || columns > part.ini().keys()) {
                throw part.ini().inconsistent("it claims " + columns + " original columns");
            }
            for (int i = 0; i < columns; i++) {
                int levels = number("_m_orig_domain_values_" + i);
                if (levels > 0) {
                    requireLines("_orig_domain_values_" + i, levels);
                }
            }
        }
    }

    /** Sizes of lists whose items are keys of their own. */
    private void checkKeyLists() {
        part.ini()
                .numbersNamed(key -> key.endsWith("_len")
                        || key.startsWith("num_rules_")
                        || key.startsWith("num_conditions_")
                        || key.contains("_length_")
                        || key.equals("submodel_count")
                        || key.equals("base_models_num")
                        || key.equals("cluster_num")
                        || key.equals("center_num")
                        || key.equals("strata_count")
                        || key.equals("generated_column_count"))
                .forEach((key, count) -> {
                    if (count < 0
                            || count > part.ini().keys() && !key.equals("cluster_num")
                            || count > part.file().inflated()) {
                        throw part.ini().inconsistent(key + " claims " + count + " items");
                    }
                });
        if (part.ini().algorithm().equals("RuleFit")) {
            long rules = product("depth", "ntrees");
            if (rules > part.ini().keys()) {
                throw part.ini().inconsistent("it claims " + rules + " lists of rules");
            }
        }
    }

    private void checkMatrices() {
        part.ini().numbersNamed(key -> key.endsWith("_size1")).forEach((key, rows) -> {
            String name = key.substring(0, key.length() - "_size1".length());
            requireBytes(name, product(key, name + "_size2") * Double.BYTES);
        });
        for (String name : new String[] {"calib/thresholds_x", "calib/thresholds_y"}) {
            if (part.has(name)) {
                ByteBuffer vector = ByteBuffer.wrap(part.blob(name));
                long items = vector.remaining() < Integer.BYTES ? -1 : vector.getInt();
                requireBytes(name, Integer.BYTES + items * Double.BYTES);
            }
        }
    }

    private void checkLayers() {
        int[] units = part.ini().numbers("neural_network_sizes");
        int pieces = part.ini().text("activation").orElse("").startsWith("Maxout") ? 2 : 1;
        for (int layer = 0; layer + 1 < units.length; layer++) {
            long rows = (long) units[layer + 1] * (layer + 2 < units.length ? pieces : 1);
            long weights = part.ini().items("weight_layer" + layer).length;
            long biases = part.ini().items("bias_layer" + layer).length;
            if (units[layer] < 1 || rows < 1 || weights != rows * units[layer] || biases != rows) {
                throw part.ini()
                        .inconsistent("layer " + layer + " has " + weights + " weights and " + biases + " biases");
            }
        }
    }

    /** The splines of an additive model have matrices of knots by knots. */
    private void checkKnots() {
        for (String key :
                new String[] {"num_knots", "num_knots_sorted", "num_knots_TP", "_M", "_d", "gamColName_dim"}) {
            for (int knots : part.ini().numbers(key)) {
                if (knots < 0 || (long) knots * knots > part.file().inflated()) {
                    throw part.ini().inconsistent(key + " claims " + knots);
                }
            }
        }
        long coefficients = product("n_classes", "beta length per class");
        if (coefficients > part.file().inflated()
                || part.ini().number("beta center length per class", 0)
                        > part.file().inflated()
                || number("total feature size") > part.file().inflated()) {
            throw part.ini().inconsistent("it claims " + coefficients + " coefficients");
        }
    }

    private int number(String key) {
        return part.ini().number(key);
    }

    private long product(String one, String other) {
        int a = number(one);
        int b = number(other);
        if (a < 0 || b < 0 || (long) a * b > Integer.MAX_VALUE) {
            throw part.ini().inconsistent(one + " and " + other + " are " + a + " and " + b);
        }
        return (long) a * b;
    }

    private void requireBytes(String entry, long length) {
        int there = part.blob(entry).length;
        if (there != length) {
            throw part.ini().inconsistent(entry + " should be " + length + " bytes and is " + there);
        }
    }

    private void requireLines(String entry, int count) {
        int lines = 0;
        try (BufferedReader text = part.file().getTextFile(part.folder() + entry)) {
            while (text.readLine() != null) {
                lines++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines != count) {
            throw part.ini().inconsistent(entry + " should have " + count + " lines and has " + lines);
        }
    }
}

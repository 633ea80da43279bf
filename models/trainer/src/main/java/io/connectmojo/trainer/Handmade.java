package io.connectmojo.trainer;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import hex.genmodel.MojoModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Writes MOJOs of kinds that H2O itself cannot train today. There is no cluster to ask about them, so what genmodel
 * answers is what is expected.
 */
final class Handmade {

    private static final String ORACLE = "genmodel 3.46.0.12: no H2O of today trains this kind";
    private static final String[] REGIONS = {"east", "north", "south", "west"};

    private final Path folders;

    private Handmade(Path folders) {
        this.folders = folders;
    }

    static void all(Places places) throws Exception {
        Handmade handmade = new Handmade(places.folder("handmade/"));
        handmade.lime();
        handmade.vectorMachine(true);
        handmade.vectorMachine(false);
        handmade.pipeline();
        for (String version : OldTrees.VERSIONS) {
            for (String name : List.of("gbm_regression", "gbm_binomial", "gbm_multinomial", "drf_regression", "drf_double_trees")) {
                handmade.translated(places.folder("trained/" + name), version);
            }
            if (!version.equals("1.30")) { // which keeps counts beside each tree
                handmade.wideLevels(version);
            }
        }
    }

    private static MojoText clusters() {
        return new MojoText("K-means", "1.00", "Clustering", null, "age", "income")
                .put("standardize", true).put("standardize_means", new double[] {48.5, 4150})
                .put("standardize_mults", new double[] {0.055, 0.0011}).put("standardize_modes", new int[] {-1, -1})
                .put("center_num", 3).put("center_0", new double[] {-0.9, -0.7})
                .put("center_1", new double[] {0.1, 0.2}).put("center_2", new double[] {1.1, 0.8});
    }

    private static MojoText line(String[] features, int levels, double... beta) {
        MojoText text = new MojoText("Generalized Linear Model", "1.00", "Regression", "spend", features)
                .put("use_all_factor_levels", true).put("cats", levels > 0 ? 1 : 0)
                .put("cat_offsets", levels > 0 ? new int[] {0, levels} : new int[] {0})
                .put("nums", features.length - (levels > 0 ? 1 : 0)).put("mean_imputation", true)
                .put("num_means", Arrays.copyOf(new double[] {1, 4, 6}, features.length - (levels > 0 ? 1 : 0)))
                .put("beta", beta).put("family", "gaussian").put("link", "identity");
        return levels > 0 ? text.put("cat_modes", new int[] {1}).levels("region", REGIONS) : text;
    }

    private void lime() throws Exception {
        String[] features = {"region", "age", "income", "visits"};
        MojoZip zip = new MojoZip();
        new MojoText("k-LIME", "1.00", "KLime", "model_pred", features).levels("region", REGIONS)
                .put("submodel_count", 4)
                .put("submodel_key_0", "clusters").put("submodel_dir_0", "models/clusters/")
                .put("submodel_key_1", "everyone").put("submodel_dir_1", "models/everyone/")
                .put("submodel_key_2", "young").put("submodel_dir_2", "models/young/")
                .put("submodel_key_3", "old").put("submodel_dir_3", "models/old/")
                .put("clustering_model", "clusters").put("global_regression_model", "everyone").put("cluster_num", 3)
                .put("cluster_regression_model_0", "young").put("cluster_regression_model_2", "old").into(zip, "");
        clusters().into(zip, "models/clusters/");
        line(features, 4, 0.02, 0.05, -0.01, -0.04, 0.003, 0.0001, 0.02, -0.15).into(zip, "models/everyone/");
        line(features, 4, 0.01, 0.09, 0.02, -0.07, 0.005, 0.00012, 0.03, -0.3).into(zip, "models/young/");
        line(features, 4, 0.03, 0.04, -0.03, -0.02, 0.002, 0.00008, 0.01, 0.05).into(zip, "models/old/");
        save("klime", "k-LIME", "KLime", "k-LIME: a local linear model per cluster with reason codes; one cluster uses the global model",
                zip, rows(features), Map.of("region", REGIONS), null,
                List.of("predict", "cluster", "rc_region", "rc_age", "rc_income", "rc_visits"));
    }

    private void vectorMachine(boolean classes) throws Exception {
        String[] features = {"age", "income", "visits", "tenure"};
        MojoText text = new MojoText("Support Vector Machine (*Spark*)", "1.00", classes ? "Binomial" : "Regression",
                classes ? "buys" : "spend", features)
                .put("meanImputation", true).put("means", new double[] {48.8, 4160.5, 4.1, 5.9})
                .put("weights", new double[] {0.031, 0.00042, 0.11, 0.02}).put("interceptor", -3.6)
                .put("defaultThreshold", 0.0).put("threshold", 0.0);
        if (classes) {
            text.levels("buys", "no", "yes");
        }
        MojoZip zip = new MojoZip();
        text.into(zip, "");
        save(classes ? "svm_binomial" : "svm_regression", "SVM", classes ? "Binomial" : "Regression",
                "support vector machine of Sparkling Water", zip, rows(features), Map.of(),
                classes ? new String[] {"no", "yes"} : null,
                classes ? List.of("predict", "no", "yes") : List.of("predict"));
    }

    private void pipeline() throws Exception {
        String[] features = {"age", "income", "visits", "tenure"};
        MojoZip zip = new MojoZip();
        new MojoText("MOJO Pipeline", "1.00", "Regression", "spend", features)
                .put("submodel_count", 2)
                .put("submodel_key_0", "clusters").put("submodel_dir_0", "models/clusters/")
                .put("submodel_key_1", "main").put("submodel_dir_1", "models/main/")
                .put("main_model", "main").put("generated_column_count", 1)
                .put("generated_column_name_0", "cluster").put("generated_column_model_0", "clusters")
                .put("generated_column_index_0", 0).into(zip, "");
        clusters().into(zip, "models/clusters/");
        line(new String[] {"cluster", "visits", "tenure"}, 0, 35.5, 4.2, 3.1, 80.25).into(zip, "models/main/");
        save("pipeline", "MOJO Pipeline", "Regression", "a pipeline: the cluster of a row is an input of a linear model",
                zip, rows(features), Map.of(), null, List.of("predict"));
    }

    private void wideLevels(String version) throws Exception {
        String[] levels = IntStream.range(0, 60).mapToObj("shop%02d"::formatted).toArray(String[]::new);
        MojoZip zip = new MojoZip();
        new MojoText("Gradient Boosting Machine", version, "Regression", "total", "shop").levels("shop", levels)
                .put("n_trees", 2).put("n_trees_per_class", 1).put("distribution", "gaussian")
                .put("link_function", "identity").put("init_f", 100.0).into(zip, "");
        for (int tree = 0; tree < 2; tree++) {
            String name = "trees/t00_%03d".formatted(tree);
            zip.entries().put(name + ".bin", OldTrees.wideSplit(
                    tree == 0, levels.length, tree + 2, -3.5f - tree, 2.25f + tree, version));
            zip.entries().put(name + "_aux.bin", new byte[0]);
        }
        Table table = Table.of("shop:l");
        for (int i = 0; i < 48; i++) {
            table.add(levels[i * 7 % 60]);
        }
        save("gbm_wide_levels_" + version.replace('.', '_'), "GBM", "Regression",
                "trees of format " + version + " that split sixty levels", zip, Soil.within(table, Set.of()),
                Map.of("shop", levels), null, List.of("predict"));
    }

    private static Soil rows(String... features) {
        return Soil.within(Customers.table(48, 101).select(features), Set.of());
    }

    private void save(String name, String algorithm, String category, String purpose, MojoZip zip, Soil rows,
            Map<String, String[]> domains, String[] classes, List<String> header) throws Exception {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", name);
        about.put("algo", algorithm);
        about.put("algo_full", algorithm);
        about.put("category", category);
        about.put("offset_column", null);
        about.put("response_domain", classes);
        List<Map<String, Object>> columns = new ArrayList<>();
        for (Column column : rows.table().columns()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", column.name());
            entry.put("type", domains.containsKey(column.name()) ? "Enum" : "Real");
            entry.put("in_model", true);
            if (domains.containsKey(column.name())) {
                entry.put("domain", domains.get(column.name()));
            }
            columns.add(entry);
        }
        about.put("columns", columns);
        about.put("expected_columns", header);
        about.put("files", List.of("expected.csv"));
        about.put("na_rows", rows.missing());
        about.put("unknown_level_rows", rows.unknown());
        about.put("note", purpose);
        about.put("data", "none: the numbers of the model are made up");
        about.put("oracle", ORACLE);
        List<List<String>> lines = new ArrayList<>();
        for (Object[] row : rows.table().rows()) {
            lines.add(Arrays.stream(row).map(cell ->
                    cell == null ? "" : cell instanceof Double number ? Csv.number(number) : (String) cell).toList());
        }
        finish(name, zip, About.JSON.toJsonTree(about).getAsJsonObject(),
                rows.table().columns().stream().map(Column::name).toList(), lines, header);
    }

    /** The same model and rows in an older format, as far as that format can say it. */
    private void translated(Path source, String version) throws Exception {
        JsonObject about = JsonParser.parseString(Files.readString(source.resolve("about.json"))).getAsJsonObject();
        String name = about.get("name").getAsString() + "_" + version.replace('.', '_');
        about.addProperty("name", name);
        about.addProperty("note", "trained/" + source.getFileName() + " translated to the tree format " + version);
        about.addProperty("oracle", ORACLE + "; on clean rows the same as the model it was translated from");
        about.add("files", About.JSON.toJsonTree(List.of("expected.csv")));
        List.of("not_available", "parameters", "genmodel_agreement").forEach(about::remove);
        List<List<String>> input = Csv.read(source.resolve("input.csv"));
        List<String> header = Csv.read(source.resolve("expected.csv")).get(0);
        finish(name, OldTrees.translate(MojoZip.read(source.resolve("model.zip")), version), about,
                input.get(0), input.subList(1, input.size()), header);
    }

    private void finish(String name, MojoZip zip, JsonObject about, List<String> columns, List<List<String>> rows,
            List<String> header) throws Exception {
        Path folder = folders.resolve(name);
        Files.createDirectories(folder);
        zip.write(folder.resolve("model.zip"));
        MojoModel model = MojoModel.load(folder.resolve("model.zip").toString(), true);
        Scorer scorer = new Scorer(model, about, columns, false, false, false);
        List<List<String>> answers = new ArrayList<>();
        for (List<String> row : rows) {
            answers.add(Scorer.cells(scorer.predict(row)));
        }
        Csv.write(folder.resolve("input.csv"), columns, rows);
        Csv.write(folder.resolve("expected.csv"), header, answers);
        Files.writeString(folder.resolve("about.json"), About.JSON.toJson(about) + "\n");
    }
}

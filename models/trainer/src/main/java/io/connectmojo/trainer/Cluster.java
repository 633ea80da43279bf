package io.connectmojo.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import water.ExtensionManager;
import water.H2O;
import water.Key;
import water.fvec.Frame;
import water.fvec.Vec;

/** The one-node H2O cluster inside this process, without network and without web server. */
final class Cluster {

    private Cluster() {}

    static void start() throws IOException {
        Path scratch = Files.createTempDirectory("h2o");
        List<String> arguments = new ArrayList<>(List.of(
                "-name", "model-trainer", "-nthreads", "1", "-ip", "127.0.0.1", "-disable_web",
                "-ga_opt_out", "-log_level", "ERRR", "-ice_root", scratch.toString()));
        if (Releases.since(3, 36)) {
            arguments.add("-disable_net");
        } else {
            // These refuse a Java that is newer than they are; what they train is compared with genmodel's answers.
            System.setProperty("java.version", "1.8.0");
            System.setProperty("java.vm.specification.version", "1.8");
        }
        H2O.main(arguments.toArray(String[]::new));
        H2O.waitForCloudSize(1, 30_000);
        // Writing a MOJO asks for the schema of its parameters, which only these extensions know.
        ExtensionManager.getInstance().registerRestApiExtensions();
    }

    /** Brings a table into the cluster, cell by cell, so that no parser can change a digit. */
    static Frame frame(String name, Table table) {
        int count = table.columns().size();
        Key<Vec>[] keys = Vec.VectorGroup.VG_LEN1.addVecs(count);
        Vec[] vecs = new Vec[count];
        for (int i = 0; i < count; i++) {
            vecs[i] = vec(table, i, keys[i]);
        }
        String[] names = table.columns().stream().map(Column::name).toArray(String[]::new);
        Frame frame = new Frame(Key.make(name), names, vecs);
        water.DKV.put(frame);
        return frame;
    }

    private static Vec vec(Table table, int column, Key<Vec> key) {
        int rows = table.rows().size();
        Column.Kind kind = table.columns().get(column).kind();
        if (kind == Column.Kind.TEXT) {
            String[] texts = new String[rows];
            for (int i = 0; i < rows; i++) {
                texts[i] = (String) table.rows().get(i)[column];
            }
            return Vec.makeVec(texts, key);
        }
        String[] levels = kind == Column.Kind.LEVEL ? table.levels(column) : new String[0];
        Map<String, Integer> codes = new HashMap<>();
        for (String level : levels) {
            codes.put(level, codes.size());
        }
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            Object cell = table.rows().get(i)[column];
            if (cell == null) {
                values[i] = Double.NaN;
            } else {
                values[i] = kind == Column.Kind.LEVEL ? codes.get((String) cell) : (Double) cell;
            }
        }
        return switch (kind) {
            case LEVEL -> Vec.makeVec(values, levels, key);
            case TIME -> Vec.makeTimeVec(values, key);
            default -> Vec.makeVec(values, key);
        };
    }

    /** One cell of a frame as text, empty when missing. */
    static String cell(Vec vec, long row, boolean shortNumbers) {
        if (vec.isString()) {
            return vec.isNA(row) ? "" : vec.atStr(new water.parser.BufferedString(), row).toString();
        }
        double value = vec.at(row);
        // A quasibinomial prediction has a domain without levels; its classes are the numbers themselves.
        if (vec.domain() != null && vec.domain().length > 0) {
            return Double.isNaN(value) ? "" : vec.domain()[(int) value];
        }
        if (Double.isNaN(value)) {
            return "";
        }
        return shortNumbers ? Csv.number(value) : Double.toString(value);
    }
}

package io.connectmojo.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import water.ExtensionManager;
import water.H2O;
import water.Key;
import water.fvec.Frame;
import water.fvec.NFSFileVec;
import water.fvec.Vec;
import water.parser.ParseDataset;
import water.parser.ParseSetup;

/** H2O itself, one node inside this JVM, on the loopback address and without a web server. */
final class H2oCluster {
    private static int frames;

    private H2oCluster() {}

    static void start() throws IOException {
        Path scratch = Files.createTempDirectory("h2o");
        scratch.toFile().deleteOnExit();
        H2O.main(new String[] {
            "-name", "trainer-" + ProcessHandle.current().pid(), "-nthreads", "1", "-ip", "127.0.0.1", "-disable_web",
            "-disable_net", "-ga_opt_out", "-ice_root", scratch.toString(), "-log_level", "ERRR"
        });
        H2O.waitForCloudSize(1, 30_000);
        ExtensionManager.getInstance().registerRestApiExtensions(); // without it no MOJO can be written
    }

    /** Parses the table with the types that it says, because guesses differ between small and large files. */
    static Frame frame(Table table) {
        try {
            Path csv = Files.createTempFile("table", ".csv");
            try {
                Files.writeString(csv, table.csv());
                Key<?>[] keys = {NFSFileVec.make(csv.toFile())._key};
                byte[] types = new byte[table.columns.size()];
                String[] names = new String[types.length];
                for (int i = 0; i < types.length; i++) {
                    names[i] = table.columns.get(i).name();
                    types[i] = switch (table.columns.get(i).type()) {
                        case NUMBER, TIME -> Vec.T_NUM;
                        case CATEGORY -> Vec.T_CAT;
                        case TEXT -> Vec.T_STR;
                    };
                }
                ParseSetup setup = ParseSetup.guessSetup(keys, false, ParseSetup.HAS_HEADER)
                        .setSeparator((byte) ',')
                        .setColumnNames(names)
                        .setNumberColumns(names.length)
                        .setColumnTypes(types);
                Frame frame = ParseDataset.parse(Key.make("frame_" + frames++), keys, true, setup);
                for (int i = 0; i < types.length; i++) {
                    if (table.columns.get(i).type() == Table.Type.TIME) {
                        frame.replace(i, asTime(frame.vec(i)));
                    }
                }
                water.DKV.put(frame);
                return frame;
            } finally {
                Files.deleteIfExists(csv);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Vec asTime(Vec numbers) {
        Vec time = numbers.makeCopy(null, Vec.T_TIME);
        numbers.remove();
        return time;
    }
}

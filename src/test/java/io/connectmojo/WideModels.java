package io.connectmojo;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.load.EditedMojo;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.QuantileBins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Models with as many columns as wanted. */
final class WideModels {
    /** Bins of each column of a profile. */
    static final int BINS = 20;

    private static final int ROWS_OF_A_BIN = 1000;

    private WideModels() {}

    /** A profile that has seen the numbers 0 to 19 equally often in each column. */
    static Profile profile(Path model, int columns) throws IOException {
        double[] edges = new double[BINS];
        long[] counts = new long[BINS];
        Arrays.setAll(edges, i -> i);
        Arrays.fill(counts, ROWS_OF_A_BIN);
        QuantileBins bins = new QuantileBins(0, edges, counts);
        List<ColumnProfile> described = IntStream.range(0, columns)
                .<ColumnProfile>mapToObj(i -> new ColumnProfile.Numeric("column_" + i, false, 0, Optional.of(bins)))
                .toList();
        return new Profile(
                MojoFile.sha256(Files.readAllBytes(model)),
                Optional.empty(),
                BINS * ROWS_OF_A_BIN,
                described,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** A linear model in H2O's format with a coefficient of 2 for each column, and an intercept: {@code column_0}, … */
    static byte[] linear(int columns) {
        return EditedMojo.of(ModelFolder.of("trained/glm_gaussian").bytes())
                .lean()
                .ini("n_features", Integer.toString(columns))
                .ini("n_columns", Integer.toString(columns + 1))
                .ini("n_domains", "0")
                .ini("cats", "0")
                .ini("cat_offsets", "[0]")
                .ini("cat_modes", "[]")
                .ini("nums", Integer.toString(columns))
                .ini("num_means", numbers(columns, "0.5", ""))
                .ini("beta", numbers(columns, "2.0", ", 7.5"))
                .text(
                        "model.ini",
                        ini -> ini.replaceFirst("(?s)\\[columns].*", "[columns]\n")
                                + IntStream.range(0, columns)
                                        .mapToObj(i -> "column_" + i + "\n")
                                        .collect(Collectors.joining())
                                + "y\n\n[domains]\n")
                .remove("domains/d000.txt")
                .remove("domains/d001.txt")
                .remove("domains/d002.txt")
                .zip();
    }

    private static String numbers(int columns, String number, String last) {
        return "[" + String.join(", ", Collections.nCopies(columns, number)) + last + "]";
    }
}

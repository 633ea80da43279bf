package io.connectmojo;

import io.connectmojo.cases.ModelFolder;
import io.connectmojo.model.load.EditedMojo;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Models with as many columns as wanted. */
final class WideModels {
    private WideModels() {}

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

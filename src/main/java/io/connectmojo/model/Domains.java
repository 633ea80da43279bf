package io.connectmojo.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Checks that every list of levels that a model announces is in the archive and as long as announced. */
record Domains(MojoFile file, String folder, ModelIni ini) {
    void check() {
        for (Map.Entry<Integer, ModelIni.Domain> entry : ini.domains().entrySet()) {
            // H2O's library ignores domains beyond the columns
            if (entry.getKey() < ini.columns().size()) {
                ModelIni.Domain domain = entry.getValue();
                int lines = lines(folder + "domains/" + domain.file());
                if (lines != domain.count()) {
                    throw ini.inconsistent("column " + entry.getKey() + " should have " + domain.count()
                            + " levels, and " + lines + " are listed");
                }
            }
        }
    }

    private int lines(String entry) {
        try (BufferedReader lines = file.getTextFile(entry)) {
            int count = 0;
            while (lines.readLine() != null) {
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.connectmojo.bench;

import hex.genmodel.GenModel;
import io.connectmojo.model.archive.MojoFile;
import io.connectmojo.model.profile.ColumnProfile;
import io.connectmojo.model.profile.PredictionProfile;
import io.connectmojo.model.profile.Profile;
import io.connectmojo.model.profile.ProfileWriter;
import io.connectmojo.model.profile.QuantileBins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A profile of the records that are measured: every column, and the scores. */
final class BenchProfile {
    private static final int BINS = 20;

    private BenchProfile() {}

    /** Writes the profile into a file of its own, which goes with the JVM. */
    static Path write(BenchModel model, GenModel genModel, BenchRecords records) {
        List<ColumnProfile> columns = new ArrayList<>();
        for (int c = 0; c < genModel.nfeatures(); c++) {
            columns.add(column(genModel, c, records));
        }
        double[] scores = IntStream.range(0, BenchRecords.COUNT)
                .mapToDouble(i -> score(genModel, records.row(i)))
                .sorted()
                .toArray();
        try {
            Profile profile = new Profile(
                    MojoFile.sha256(Files.readAllBytes(model.zip())),
                    Optional.empty(),
                    BenchRecords.COUNT,
                    columns,
                    Optional.of(new PredictionProfile(0, Optional.of(QuantileBins.ofSorted(scores, BINS)), Map.of())),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
            Path file = Files.createTempFile("bench", ".profile.json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, ProfileWriter.write(profile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double score(GenModel genModel, double[] row) {
        double[] predictions = new double[genModel.getPredsSize(genModel.getModelCategory())];
        genModel.score0(row.clone(), predictions);
        return predictions[predictions.length - 1];
    }

    private static ColumnProfile column(GenModel genModel, int column, BenchRecords records) {
        String name = genModel.getNames()[column];
        String[] levels = genModel.getDomainValues(column);
        double[] known = IntStream.range(0, BenchRecords.COUNT)
                .mapToDouble(i -> records.row(i)[column])
                .filter(cell -> !Double.isNaN(cell))
                .sorted()
                .toArray();
        double missing = 1 - (double) known.length / BenchRecords.COUNT;
        if (levels == null) {
            return new ColumnProfile.Numeric(name, false, missing, Optional.of(QuantileBins.ofSorted(known, BINS)));
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        Arrays.stream(known).forEach(level -> shares.merge(levels[(int) level], 1.0 / BenchRecords.COUNT, Double::sum));
        return new ColumnProfile.Categorical(name, missing, shares, 0);
    }
}

package io.connectmojo.model.load;

import hex.genmodel.easy.RowData;
import io.connectmojo.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Main class of a child JVM: what H2O's own reader makes of flipped bits. Prints how many were scored wrongly without an
 * error and how many never ended; such a thread dies with the JVM only.
 */
final class RawFlips {
    private RawFlips() {}

    public static void main(String[] args) throws Exception {
        Path zip = Path.of(args[0]);
        Path file = Path.of(args[1]);
        Random random = new Random(Long.parseLong(args[2]));
        byte[] bytes = Files.readAllBytes(zip);
        Model whole = ModelLoader.load(zip);
        List<RowData> rows = Scores.rows(whole.columns(), 20, 1);
        double[] expected = Scores.of(whole.genModel(), rows);
        int wrong = 0;
        int hang = 0;
        ExecutorService one = Executors.newSingleThreadExecutor();
        for (int i = 0; i < Integer.parseInt(args[3]) && hang < 3; i++) {
            int bit = random.nextInt(bytes.length * 8);
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Future<Boolean> answer = one.submit(() -> isWrong(flipped, file, rows, expected));
            try {
                wrong += answer.get(2, TimeUnit.SECONDS) ? 1 : 0;
            } catch (TimeoutException e) {
                hang++;
                one = Executors.newSingleThreadExecutor();
            }
        }
        Files.writeString(Path.of(args[4]), wrong + " " + hang);
        Runtime.getRuntime().halt(0);
    }

    private static boolean isWrong(byte[] zip, Path file, List<RowData> rows, double[] expected) throws IOException {
        try {
            double[] scores = Scores.of(Scores.raw(zip, file), rows);
            return !Scores.hasFailures(scores) && !Arrays.equals(scores, expected);
        } catch (Exception | OutOfMemoryError e) {
            return false;
        }
    }
}

package io.connectmojo.model.load;

import hex.genmodel.MojoModel;
import hex.genmodel.easy.RowData;
import io.connectmojo.model.Model;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** Main class of a child JVM: loads and scores models under many default locales and zones, by us and by H2O alone. */
final class LocaleMatrix {
    static final List<String> LOCALES =
            List.of("en-US", "de-DE", "tr-TR", "ar-EG", "fa-IR", "th-TH-u-nu-thai", "hi-IN");
    static final List<String> ZONES = List.of("UTC", "Asia/Kathmandu", "America/St_Johns");

    private LocaleMatrix() {}

    /** Main class of the child JVM that says what every cell must say: H2O's own reader where it is right. */
    static final class English {
        private English() {}

        public static void main(String[] args) throws Exception {
            List<Path> zips = Arrays.stream(args).skip(1).map(Path::of).toList();
            Files.writeString(Path.of(args[0]), raw(zips, rows(zips)));
            Runtime.getRuntime().halt(0);
        }
    }

    public static void main(String[] args) throws Exception {
        List<Path> zips = Arrays.stream(args).skip(1).map(Path::of).toList();
        List<String> lines = new ArrayList<>();
        // the first in the locale that the JVM was started with: nothing may remember it
        List<List<RowData>> rows = rows(zips);
        for (String tag : LOCALES) {
            for (String zone : ZONES) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                lines.add(Locale.getDefault() + " " + zone + " " + Charset.defaultCharset() + " ours "
                        + ours(zips, rows) + " raw " + raw(zips, rows) + " .");
            }
        }
        Files.write(Path.of(args[0]), lines);
        Runtime.getRuntime().halt(0);
    }

    /** Rows in the words of the model's makers, whatever this JVM takes them for. */
    private static List<List<RowData>> rows(List<Path> zips) {
        return zips.stream()
                .map(zip -> Scores.rows(ModelLoader.load(zip).columns(), 50, 7))
                .toList();
    }

    private static String ours(List<Path> zips, List<List<RowData>> rows) {
        StringBuilder hashes = new StringBuilder();
        for (int i = 0; i < zips.size(); i++) {
            Model model = ModelLoader.load(zips.get(i));
            hashes.append(Arrays.hashCode(Scores.of(model.genModel(), rows.get(i))))
                    .append('/');
        }
        return hashes.toString();
    }

    private static String raw(List<Path> zips, List<List<RowData>> rows) {
        StringBuilder hashes = new StringBuilder();
        for (int i = 0; i < zips.size(); i++) {
            try {
                MojoModel model = MojoModel.load(zips.get(i).toString());
                hashes.append(Arrays.hashCode(Scores.of(model, rows.get(i)))).append('/');
            } catch (Exception e) {
                hashes.append(e.getClass().getSimpleName()).append('/');
            }
        }
        return hashes.toString();
    }
}

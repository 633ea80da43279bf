package io.connectmojo.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.cases.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model loads and scores alike under every charset, locale and time zone; H2O's own reader does not. */
@Tag("long")
class LocaleMatrixTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "US-ASCII,ar,EG,Asia/Kathmandu",
        "UTF-8,tr,TR,UTC",
        "ISO-8859-1,fa,IR,America/St_Johns",
        "windows-1252,en,US,UTC"
    })
    void everyCellOfTheMatrixScoresAsInEnglishWithUtf8(String charset, String language, String country, String zone)
            throws Exception {
        Path gbm = withNonAsciiNames(Cases.smallest(c -> c.algorithm().equals("GBM") && hasCategory(c)), "gbm.zip");
        Path glm = withNonAsciiNames(Cases.smallest(c -> c.algorithm().equals("GLM") && hasCategory(c)), "glm.zip");
        Path xgb = Cases.smallest(c -> c.algorithm().equals("XGBoost")).model();
        Path answer = folder.resolve("answer");
        ChildJvm.run(
                List.of(),
                List.of(
                        "-Dfile.encoding=" + charset,
                        "-Duser.language=" + language,
                        "-Duser.country=" + country,
                        "-Duser.timezone=" + zone),
                LocaleMatrix.class,
                answer.toString(),
                gbm.toString(),
                glm.toString(),
                xgb.toString());
        List<String> lines = Files.readAllLines(answer);
        String ours = expectedScores(gbm, glm, xgb);
        assertThat(lines).hasSize(LocaleMatrix.LOCALES.size() * LocaleMatrix.ZONES.size());
        assertThat(lines).allSatisfy(line -> assertThat(line).contains(" ours " + ours + " "));
        assertThat(lines.stream().filter(line -> line.startsWith("ar_EG")))
                .as("without us, the digits of this locale lose every tree")
                .noneSatisfy(line -> assertThat(line).contains(" raw " + ours + " "));
        if (lines.get(0).contains("US-ASCII")) {
            assertThat(lines)
                    .as("without us, this charset loses every level that is not ASCII")
                    .noneSatisfy(line -> assertThat(line).contains(" raw " + ours + " "));
        }
    }

    /** H2O's own reader in English with UTF-8. */
    private String expectedScores(Path... zips) throws Exception {
        Path answer = folder.resolve("expected");
        List<String> arguments = new java.util.ArrayList<>(List.of(answer.toString()));
        for (Path zip : zips) {
            arguments.add(zip.toString());
        }
        ChildJvm.run(
                List.of(),
                List.of("-Dfile.encoding=UTF-8", "-Duser.language=en", "-Duser.country=US"),
                LocaleMatrix.English.class,
                arguments.toArray(new String[0]));
        return Files.readString(answer);
    }

    private static boolean hasCategory(ModelFolder c) {
        return c.columns().stream()
                        .anyMatch(column -> column.get("type").asText().equals("Enum")
                                && column.get("in_model").asBoolean())
                && !c.name().contains("enc");
    }

    /** Every level gets a name that needs more than ASCII. */
    private Path withNonAsciiNames(ModelFolder c, String name) throws Exception {
        EditedMojo edited = EditedMojo.of(c.bytes());
        for (String entry : List.copyOf(edited.entries().keySet())) {
            if (entry.startsWith("domains/")) {
                edited.text(entry, levels -> levels.replaceAll("(?m)$(?<=.)", " Zürich, 東京"));
            }
        }
        return Files.write(folder.resolve(name), edited.zip());
    }
}

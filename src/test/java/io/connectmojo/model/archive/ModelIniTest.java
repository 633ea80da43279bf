package io.connectmojo.model.archive;

import static io.connectmojo.model.archive.Refusal.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.ModelError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in model.ini, and how it is read. */
class ModelIniTest {
    private static final String HEAD =
            "[info]\nalgorithm = A\ncategory = Binomial\nsupervised = true\nn_features = 2\nn_columns = 3\nmojo_version = 1.20\n";
    private static final String REST = "[columns]\na\nb\nc\n[domains]\n0: 2 d000.txt\n";
    private static final ModelLimits LIMITS = new ModelLimits(1000, 10_000, 10, 3, 5);

    private static ModelIni read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] zip = RawZip.written("", out -> RawZip.addStored(out, "model.ini", bytes))
                .bytes();
        return ModelIni.read(MojoFile.of(zip, LIMITS, "a.zip"), "", LIMITS);
    }

    private static void refuses(String text, String why) {
        isRefused(() -> read(text), ModelError.INCONSISTENT, why);
    }

    private static ModelIni with(String line) {
        return read(HEAD + line + "\n" + REST);
    }

    @Nested
    class Text {
        @Test
        void keysColumnsLevels_areRead() {
            ModelIni ini = read("# a comment\n\n" + HEAD + "  key=a = b  \n# other = 1\n" + REST);
            assertThat(ini.algorithm()).isEqualTo("A");
            assertThat(ini.text("key")).contains("a = b");
            assertThat(ini.has("# other")).isFalse();
            assertThat(ini.columns()).containsExactly("a", "b", "c");
            assertThat(ini.domains()).containsOnlyKeys(0).containsEntry(0, new ModelIni.Domain(2, "d000.txt"));
            assertThat(ini.keys()).isEqualTo(7);
        }

        @Test
        void linesBeforeTheFirstSection_areIgnored() {
            assertThat(read("key = 1\n" + HEAD + REST).has("key")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"[info]", "[columns]", "[domains]"})
        void sectionThatIsThereTwice_isRefused(String section) {
            refuses(HEAD + REST + section + "\n", "its section " + section + " is there twice");
        }

        @Test
        void lineOfInfoWithoutEqualsSign_isRefused() {
            refuses(HEAD + "nonsense\n" + REST, "a line of its section [info] has no =");
            assertThat(with("= b").text("")).contains("b");
        }

        @ParameterizedTest
        @CsvSource({
            "x, malformed",
            "1 2 d, malformed",
            "1: 2, malformed",
            "1: 2d, malformed",
            "x: 2 d, is not a whole number",
            "1: x d, is not a whole number",
            "-1: 2 d, contradicts itself",
            "1: -2 d, contradicts itself",
            "0: 2 d, contradicts itself"
        })
        void malformedDomain_isRefused(String line, String why) {
            refuses(HEAD + REST + line + "\n", why);
        }

        @Test
        void domainWithoutLevels_isRead() {
            assertThat(read(HEAD + REST + "1: 0 d001.txt\n").domains().get(1).count())
                    .isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"algorithm", "category", "supervised", "n_features", "n_columns", "mojo_version"})
        void keyThatIsMissing_isTold(String key) {
            String without = HEAD.replaceFirst("(?m)^" + key + " = .*\n", "");
            refuses(without + REST, "it does not say " + key);
            refuses(without + key + " = null\n" + REST, "it does not say " + key);
        }

        @Test
        void noSectionOfDomains_isRefused() {
            refuses(HEAD + "[columns]\na\nb\nc\n", "its section [domains] is missing");
        }

        @Test
        void noModelIni_isNoMojo() {
            MojoFile other = MojoFile.of(RawZip.stored("other").bytes(), LIMITS, "a.zip");
            isRefused(() -> ModelIni.read(other, "", LIMITS), ModelError.NOT_A_MOJO, "there is no model.ini in it");
            isRefused(() -> ModelIni.read(other, "in/", LIMITS), ModelError.PART_MISSING, "no entry in/model.ini");
        }
    }

    @Nested
    class Limits {
        @Test
        void columnsBeyondTheLimit_areRefused() {
            isRefused(
                    () -> read(HEAD + "[columns]\na\nb\nc\nd\n"),
                    ModelError.TOO_BIG,
                    "more columns than max.columns=3");
            String four = HEAD.replace("n_columns = 3", "n_columns = 4");
            isRefused(() -> read(four + REST), ModelError.TOO_BIG, "it has 4 columns, more than max.columns=3");
        }

        @Test
        void levelsAtTheLimit_areAllowed() {
            assertThat(read(HEAD + REST + "1: 5 d\n").domains()).hasSize(2);
            isRefused(
                    () -> read(HEAD + REST + "1: 6 d\n"),
                    ModelError.TOO_BIG,
                    "a column has 6 levels, more than max.levels=5");
        }

        @ParameterizedTest
        @CsvSource({"0, true", "3, true", "4, false", "-1, false"})
        void features_areSomeOfTheColumns(int features, boolean allowed) {
            String text = HEAD.replace("n_features = 2", "n_features = " + features) + REST;
            if (allowed) {
                assertThat(read(text).number("n_features")).isEqualTo(features);
            } else {
                refuses(text, "it claims " + features + " features of 3 columns");
            }
        }

        @Test
        void otherNumberOfColumns_isRefused() {
            refuses(HEAD + "[columns]\na\nb\n[domains]\n", "it claims 3 columns and lists 2");
        }
    }

    @Nested
    class Values {
        @Test
        void wholeNumber_isRead() {
            assertThat(with("n = -17").number("n")).isEqualTo(-17);
            assertThat(with("n = 17").number("n", 5)).isEqualTo(17);
            assertThat(with("n = null").number("n", 5)).isEqualTo(5);
            isRefused(() -> with("n = 1.5").number("n"), ModelError.INCONSISTENT, "n is not a whole number");
            isRefused(() -> with("m = 1").number("n"), ModelError.INCONSISTENT, "it does not say n");
        }

        @Test
        void decimal_isRead() {
            assertThat(with("d = 1.5").decimal("d")).isEqualTo(1.5);
            isRefused(() -> with("d = one").decimal("d"), ModelError.INCONSISTENT, "d is not a number");
        }

        @Test
        void flag_isTheWordTrue() {
            assertThat(with("f = true").flag("f")).isTrue();
            assertThat(with("f = false").flag("f")).isFalse();
            assertThat(with("f = null").flag("f")).isFalse();
        }

        @Test
        void list_isReadItemByItem() {
            assertThat(with("l = [1, -2,3]").numbers("l")).containsExactly(1, -2, 3);
            assertThat(with("l = [a, b]").items("l")).containsExactly("a", " b");
            assertThat(with("l = []").numbers("l")).isEmpty();
            assertThat(with("l = [ ]").items("l")).isEmpty();
            assertThat(with("l = null").items("l")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"1, 2", "[1, 2", "1, 2]"})
        void listWithoutBrackets_isRefused(String list) {
            isRefused(() -> with("l = " + list).items("l"), ModelError.INCONSISTENT, "l is not a list");
        }

        @Test
        void numbersOfSeveralKeys_areThoseThatAreThere() {
            ModelIni ini = with("a_len = 1\nb_len = null\nc_len = 3");
            assertThat(ini.numbersNamed(key -> key.endsWith("_len")))
                    .containsOnlyKeys("a_len", "c_len")
                    .containsEntry("c_len", 3);
        }
    }
}

package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmojo.config.MojoScorerConfig;
import io.connectmojo.config.UnknownSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    /** What a worker's REST validation would answer for the key. */
    private static List<String> problems(String key, Map<String, String> config) {
        return MojoScorer.CONFIG_DEF.validate(config).stream()
                .filter(value -> value.name().equals(key))
                .map(ConfigValue::errorMessages)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "model.path; models/house.zip; MOJO-C003",
                "model.path; http://host/model.zip; MOJO-C003",
                "model.path; classpath:; MOJO-C003",
                "model.sha256; abc; MOJO-C004",
                "model.reload.interval.ms; 999; MOJO-C004",
                "model.engine; fast; MOJO-C004",
                "model.kafka.topic; a/b; MOJO-C004",
                "model.kafka.timeout.ms; 999; MOJO-C004",
                "model.name; ' '; MOJO-C004",
                "model.name; 'a\nb'; MOJO-C004",
                "input.types; 'sqft:number,has_pool:boolean(yes)'; MOJO-C014 malformed type [column 'has_pool', input.types]",
                "input.delimited.separator; '\"'; MOJO-C004",
                "input.format; xml; MOJO-C004",
                "input.match; fuzzy; MOJO-C004",
                "input.fields; sqft; MOJO-C005",
                "input.fields; 'sqft:a,sqft:b'; MOJO-C005",
                "input.fields; 'sqft:`a'; MOJO-C005",
                "input.fields; 'sqft:a..b'; MOJO-C006",
                "input.fields; 'a:b,,c:d'; MOJO-C005",
                "input.types; sqft:money; MOJO-C014",
                "input.types; 'sqft:time('; MOJO-C005",
                "input.defaults; stories; MOJO-C005",
                "input.na.strings; 'NA,NA'; MOJO-C005",
                "input.delimited.separator; ab; MOJO-C004",
                "input.delimited.columns; 'a,a'; MOJO-C005",
                "input.root; a..b; MOJO-C006",
                "input.root; ''; MOJO-C006",
                "input.root; $key.after; MOJO-C006",
                "output.parent; $value; MOJO-C006",
                "output.parent; $header.x; MOJO-C006",
                "input.vector.separator; xy; MOJO-C004",
                "input.vector.field; a..b; MOJO-C006",
                "outcome.field; ''; MOJO-C006",
                "input.missing.columns; null; MOJO-C004",
                "input.invalid.values; drop; MOJO-C004",
                "input.unknown.levels; NA; MOJO-C004",
                "output.type; decimal; MOJO-C004",
                "output.include; everything; MOJO-C005",
                "output.layout; tree; MOJO-C004",
                "output.destination; topic; MOJO-C004",
                "output.existing; merge; MOJO-C004",
                "output.field; ' '; MOJO-C004",
                "output.threshold; NaN; MOJO-C004",
                "output.threshold; '0,5'; MOJO-C004",
                "output.threshold; f1; MOJO-C004",
                "output.threshold; 'max  f1'; MOJO-C004",
                "output.threshold; ''; MOJO-C004",
                "output.bands; ''; MOJO-C005",
                "output.bands; high; MOJO-C005",
                "output.bands; 'low:0.2'; MOJO-C005",
                "output.bands; 'low:0.2,medium,high'; MOJO-C005",
                "output.bands; 'low:0.2,medium:0.2,high'; MOJO-C005",
                "output.bands; 'low:0.6,medium:0.2,high'; MOJO-C005",
                "output.bands; 'low:0.2,low'; MOJO-C005",
                "output.bands; 'low:many,high'; MOJO-C005",
                "output.bands; 'low:NaN,high'; MOJO-C005",
                "output.bands; 'low:1e999,high'; MOJO-C005",
                "output.bands; ':0.2,high'; MOJO-C005",
                "output.bands; 'low:,high'; MOJO-C005",
                "output.interval; 0; MOJO-C004",
                "output.interval; 1; MOJO-C004",
                "output.interval; NaN; MOJO-C004",
                "on.error; skip; MOJO-C004"
            })
    void aWrongSettingIsToldWithItsCodeWhenItIsSubmitted(String key, String value, String code) {
        Map<String, String> config = Houses.config(key, value);
        assertThat(problems(key, config))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(code + " ")
                .contains("[", "Fix: ");
        assertThatThrownBy(() -> new MojoScorerConfig(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(code + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "model.class; com.example.Model; model.path; MOJO-C002",
                "model.kafka.topic; models; model.path; MOJO-C002",
                "input.format; delimited; input.delimited.columns; MOJO-C013"
            })
    void aWrongCombinationIsToldWhenItIsSubmitted(String key, String value, String toldAt, String code) {
        Map<String, String> config = Houses.config(key, value);
        assertThat(problems(toldAt, config)).hasSize(1).first().asString().startsWith(code + " ");
        assertThatThrownBy(() -> new MojoScorerConfig(config)).hasMessageStartingWith(code + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "output.include=previous; output.include; previous is the prediction for the fields under before",
                "output.include=model,previous|input.root=before; output.include; input.root leads there itself",
                "output.include=previous|input.root=a.before; output.include; input.root leads there itself",
                "output.parent=after|output.destination=headers; output.parent; headers are no fields",
                "output.parent=after|input.format=delimited|input.delimited.columns=a; output.parent; no nested fields",
                "input.root=after|input.format=delimited|input.delimited.columns=a; input.root; no nested fields"
            })
    void settingsOfChangeEvents_thatExcludeEachOtherAreTold(String settings, String toldAt, String why) {
        Map<String, String> config = Houses.config(settings.split("[=|]"));
        assertThat(problems(toldAt, config))
                .singleElement()
                .asString()
                .startsWith("MOJO-C013 ")
                .contains(why);
        assertThatThrownBy(() -> new MojoScorerConfig(config)).hasMessageStartingWith("MOJO-C013 ");
    }

    @Test
    void malformedRoot_isToldOnce() {
        Map<String, String> config = Houses.config("input.root", "a..b", "output.include", "previous");
        assertThat(problems("input.root", config)).hasSize(1);
        assertThat(problems("output.include", config)).isEmpty();
    }

    @Test
    void noModelAtAllIsTold() {
        assertThat(problems("model.path", new HashMap<>())).first().asString().startsWith("MOJO-C002 No model is set");
    }

    @Test
    void aDelimitedLineTakesNoNestedOutput() {
        assertThatThrownBy(() -> new MojoScorerConfig(Houses.config(
                        "input.format", "delimited", "input.delimited.columns", "a", "output.layout", "nested")))
                .hasMessageStartingWith("MOJO-C013 ");
    }

    @Test
    void settingsThatNameNoColumnAreRefusedWithTheColumns() {
        assertThatThrownBy(() -> Houses.scorer("input.fields", "square_feet:sqft"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("MOJO-C007 ")
                .hasMessageContaining("square_feet")
                .hasMessageContaining("main_flooring_type");
        assertThatThrownBy(() -> Houses.scorer("input.offset.field", "x")).hasMessageStartingWith("MOJO-C012 ");
        assertThatThrownBy(() -> Houses.scorer("input.types", "sqft:boolean(a|b)", "input.defaults", "nope:1"))
                .hasMessageStartingWith("MOJO-C");
    }

    @Test
    void anUnknownSettingIsNamedWithTheNearest() {
        assertThat(UnknownSettings.messages(
                        Set.of("type", "plugin.version", "predicate", "negate", "model.path", "model.pth", "zzz")))
                .hasSize(2)
                .anySatisfy(message -> assertThat(message)
                        .startsWith("MOJO-C001 'model.pth' is not a setting of the transform and is ignored - ")
                        .endsWith(". Fix: did you mean 'model.path'? Then rename it."))
                .anySatisfy(message -> assertThat(message).contains("'zzz'"));
    }

    @Test
    void deprecatedName_isToldWithTheNewOne() {
        assertThat(UnknownSettings.messages(Set.of("input.missing.words", "input.unknown.categories")))
                .satisfiesExactly(
                        words -> assertThat(words)
                                .startsWith(
                                        "MOJO-C018 'input.missing.words' is the deprecated name of 'input.na.strings'")
                                .contains("still works", "rename it to 'input.na.strings'"),
                        levels -> assertThat(levels).contains("rename it to 'input.unknown.levels'"));
        assertThat(UnknownSettings.messages(Set.of("input.missing.words", "input.na.strings")))
                .singleElement()
                .asString()
                .contains("is ignored", "remove 'input.missing.words'");
    }

    @Test
    void deprecatedName_worksAsTheNewOne() {
        assertThat(setting("input.unknown.levels", "input.unknown.categories", "fail"))
                .isEqualTo(setting("input.unknown.levels", "input.unknown.levels", "fail"))
                .isNotEqualTo(setting("input.unknown.levels"));
        assertThat(setting("input.na.strings", "input.missing.words", "none,nil"))
                .isEqualTo(setting("input.na.strings", "input.na.strings", "none,nil"))
                .isNotEqualTo(setting("input.na.strings"));
        assertThat(setting("input.na.strings", "input.missing.words", "none", "input.na.strings", "nil"))
                .as("the new name counts")
                .isEqualTo(setting("input.na.strings", "input.na.strings", "nil"));
    }

    private static Object setting(String name, String... settings) {
        Map<String, String> config = new HashMap<>(Map.of("model.path", "/model.zip"));
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return new MojoScorerConfig(config).values().get(name);
    }

    @Test
    void aMissingFileFailsTheStartWithOneLine() {
        assertThatThrownBy(() -> Houses.scorer("model.path", "/no/such/model.zip"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("MOJO-M001 ");
    }

    @Test
    void theVersionIsTheBuilds() {
        MojoScorer.Value<SinkRecord> scorer = new MojoScorer.Value<>();
        assertThat(scorer.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        scorer.close(); // legal before configure, and again
        scorer.close();
    }
}

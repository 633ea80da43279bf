package io.connectmojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.config.SettingsDefinition;
import io.connectmojo.docs.GeneratedPage;
import io.connectmojo.problem.ConfigError;
import io.connectmojo.problem.ErrorCode;
import io.connectmojo.problem.ModelError;
import io.connectmojo.problem.RecordError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** The reference pages are made from the code that they describe. */
class ReferencePagesTest {
    @Test
    void theConfigurationPageListsEverySettingOfTheCode() throws IOException {
        StringBuilder page = new StringBuilder();
        String group = "";
        for (ConfigDef.ConfigKey key : settingsInOrder()) {
            if (!key.group.equals(group)) {
                group = key.group;
                page.append("\n## ").append(group).append("\n\n");
                page.append("| setting | type, default | meaning |\n|---|---|---|\n");
            }
            page.append("| <a id=\"")
                    .append(key.name.replace('.', '-'))
                    .append("\"></a>`")
                    .append(key.name)
                    .append("` | ")
                    .append(typeAndDefault(key))
                    .append(" | ")
                    .append(markdown(key.documentation))
                    .append(" |\n");
        }
        GeneratedPage.agrees(
                Path.of("docs/configuration.md"), "settings", page.append('\n').toString());
    }

    @Test
    void decisionsPage_listsEverySettingOfThePredicate() throws IOException {
        StringBuilder page = new StringBuilder("\n| setting | type, default | meaning |\n|---|---|---|\n");
        FieldMatches.CONFIG_DEF.configKeys().values().stream()
                .sorted(Comparator.comparingInt(key -> key.orderInGroup))
                .forEach(key -> page.append("| `")
                        .append(key.name)
                        .append("` | ")
                        .append(typeAndDefault(key))
                        .append(" | ")
                        .append(markdown(key.documentation))
                        .append(" |\n"));
        GeneratedPage.agrees(
                Path.of("docs/decisions.md"), "predicate", page.append('\n').toString());
    }

    @Test
    void everySettingHasWhatAFormNeeds() {
        for (ConfigDef.ConfigKey key :
                SettingsDefinition.DEFINITION.configKeys().values()) {
            assertThat(key.documentation).as(key.name).contains("Example: ").endsWith(".");
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.displayName).as(key.name).isNotEqualTo(key.name).isNotBlank();
            assertThat(key.width).as(key.name).isNotEqualTo(ConfigDef.Width.NONE);
            assertThat(key.orderInGroup).as(key.name).isPositive();
            assertThat(key.validator == null && key.type != ConfigDef.Type.BOOLEAN)
                    .as(key.name)
                    .isFalse();
        }
    }

    @Test
    void theErrorPageListsEveryCode() throws IOException {
        StringBuilder page = new StringBuilder();
        Set<String> ids = new HashSet<>();
        for (ErrorCode[] codes : List.of(ConfigError.values(), ModelError.values(), RecordError.values())) {
            page.append("\n## ").append(title(codes[0])).append("\n\n| code | cause | fix |\n|---|---|---|\n");
            for (ErrorCode code : codes) {
                assertThat(ids.add(code.id())).as("%s is used once", code.id()).isTrue();
                page.append("| <a id=\"")
                        .append(code.id())
                        .append("\"></a>MOJO-")
                        .append(code.id())
                        .append(" | ")
                        .append(code.entry().cause())
                        .append(" | ")
                        .append(code.entry().fix())
                        .append(" |\n");
            }
        }
        GeneratedPage.agrees(
                Path.of("docs/errors.md"), "codes", page.append('\n').toString());
    }

    private static List<ConfigDef.ConfigKey> settingsInOrder() {
        List<String> groups = SettingsDefinition.DEFINITION.groups();
        return SettingsDefinition.DEFINITION.configKeys().values().stream()
                .sorted(Comparator.comparingInt((ConfigDef.ConfigKey k) -> groups.indexOf(k.group))
                        .thenComparingInt(k -> k.orderInGroup))
                .toList();
    }

    private static String typeAndDefault(ConfigDef.ConfigKey key) {
        Object byDefault = key.defaultValue;
        String shown = byDefault == null || byDefault.equals("") ? "none" : "`" + byDefault + "`";
        String values =
                key.validator == null ? "" : "; " + key.validator.toString().replace("|", "\\|");
        return key.type.name().toLowerCase(java.util.Locale.ROOT) + ", " + shown + values;
    }

    private static String markdown(String html) {
        return html.replace("<code>", "`")
                .replace("</code>", "`")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("|", "\\|");
    }

    private static String title(ErrorCode code) {
        return switch (code.id().charAt(0)) {
            case 'C' -> "C: configuration";
            case 'M' -> "M: model";
            default -> "D: record";
        };
    }
}

package io.connectmojo.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.connectmojo.outcomes.act.Action;
import io.connectmojo.outcomes.act.AlertRule;
import io.connectmojo.outcomes.figures.Evidence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRuleTest {
    @Test
    void rule_hasItsParts() {
        assertThat(AlertRule.parse("auc<0.7 for 3"))
                .isEqualTo(new AlertRule("auc<0.7 for 3", "auc", null, null, false, false, 0.7, null, 3));
        assertThat(AlertRule.parse(" recall(not spam) of champion >= 1e-3 "))
                .isEqualTo(new AlertRule(
                        "recall(not spam) of champion >= 1e-3",
                        "recall",
                        "not spam",
                        "champion",
                        true,
                        true,
                        0.001,
                        null,
                        1));
        AlertRule arms = AlertRule.parse("logLoss of challenger < champion for 5");
        assertThat(arms.compares()).isTrue();
        assertThat(arms.figure()).isEqualTo("logloss");
        assertThat(arms.windows()).isEqualTo(5);
    }

    @Test
    void rulesOfThePage_areRules() throws Exception {
        Path page = Path.of(System.getProperty("main.dir"), "docs", "outcomes.md");
        String rules = Files.readString(page).split("## Rules|## Actions")[1];
        List<String> shown = Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                .matcher(rules)
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(shown)
                .hasSize(4)
                .allSatisfy(rule -> assertThat(AlertRule.parse(rule).text()).isEqualTo(rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "auc; must look like",
                "auc < ; must look like",
                "auc < 0.7 for; must look like",
                "auc < 0.7 for 0; 1 or more",
                "gini < 0.7; no figure gini",
                "recall < 0.7; needs a class",
                "auc(x) < 0.7; has no class",
                "auc < champion; compare two arms",
                "auc of champion < champion; compare two arms",
                "r2 of challenger > champion; how sure"
            })
    void rulesThatCannotWork_sayWhy(String rule, String reason) {
        assertThatThrownBy(() -> AlertRule.parse(rule))
                .hasMessageContaining(rule.strip())
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "rollback:", "rollback:a b", "promote:a", "promote:a=a", "restart:a"})
    void actionsThatCannotWork_areRefused(String action) {
        assertThatThrownBy(() -> Action.parse(action)).hasMessageContaining("it must be rollback:NAME");
    }

    /** Numbers of Wilson's interval as statistics programs print them: 8 of 10, and 0 of 20, both at 95 %. */
    @Test
    void proportions_haveWilsonsBounds() {
        double z = 1.959963984540054;
        Evidence eight = new Evidence(Evidence.Kind.PROPORTION, 10, 0.8, 0);
        assertThat(eight.lower(z)).isCloseTo(0.4901625, within(1e-6));
        assertThat(eight.upper(z)).isCloseTo(0.9433178, within(1e-6));
        Evidence none = new Evidence(Evidence.Kind.PROPORTION, 20, 0, 0);
        assertThat(none.lower(z)).isCloseTo(0, within(1e-12));
        assertThat(none.upper(z)).isCloseTo(0.1611252, within(1e-6));
    }
}

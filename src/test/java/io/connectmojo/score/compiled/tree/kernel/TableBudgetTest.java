package io.connectmojo.score.compiled.tree.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hex.genmodel.algos.tree.SharedTreeMojoModel;
import io.connectmojo.score.NotCompiled;
import io.connectmojo.score.compiled.tree.FlatTrees;
import io.connectmojo.score.compiled.tree.ModelZips;
import org.junit.jupiter.api.Test;

class TableBudgetTest {
    @Test
    void models_shareTheTableBudget() {
        TableBudget budget = new TableBudget(10, 25);
        Object holder = new Object();
        assertThat(budget.grant(11, holder)).isFalse();
        assertThat(budget.grant(10, holder)).isTrue();
        assertThat(budget.grant(10, holder)).isTrue();
        assertThat(budget.grant(6, holder)).isFalse();
        assertThat(budget.grant(5, holder)).isTrue();
        assertThat(holder).isNotNull();
    }

    @Test
    void whatADeadHolderHadComesBack() {
        TableBudget budget = new TableBudget(10, 10);
        assertThat(budget.grant(10, new Object())).isTrue();
        await().until(() -> {
            System.gc();
            return budget.allows(10);
        });
    }

    @Test
    void withoutBudget_noTables() throws NotCompiled {
        for (var zip : ModelZips.all()) {
            if (ModelZips.load(zip) instanceof SharedTreeMojoModel model && model._mojo_version >= 1.2) {
                FlatTrees without = FlatTrees.of(model, KernelChoice.fastest(new TableBudget(0, 0)));
                boolean categorical = java.util.stream.IntStream.range(0, model.nfeatures())
                        .anyMatch(c -> model.getDomainValues(c) != null);
                if (categorical) {
                    assertThat(without.form()).isIn("compact", "complete", "single-compare");
                } else {
                    assertThat(without.form()).isIn("single-compare", "complete");
                }
                FlatTrees with = FlatTrees.of(model, KernelChoice.fastest(new TableBudget(1 << 24, 1 << 26)));
                // leaf masks of few and small trees may take less than any other form
                if (!with.form().equals("leaf-mask")) {
                    assertThat(without.bytes()).isLessThanOrEqualTo(with.bytes());
                }
            }
        }
    }
}

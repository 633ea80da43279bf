package io.connectmojo.row.coerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmojo.docs.GeneratedPage;
import io.connectmojo.docs.PageRunner;
import io.connectmojo.row.DebeziumExample;
import io.connectmojo.row.Fixtures;
import io.connectmojo.row.StructPlanCompiler;
import io.connectmojo.row.coerce.CoercionCases.Case;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about mapping and coercion holds the table that is tested. {@code -Dmojo.docs.write=true} writes it. */
class CoercionDocumentTest {
    private static final Path PAGE = Path.of("docs", "mapping-and-coercion.md");

    @Test
    void thePageHoldsEveryCaseOfTheTable() throws IOException {
        GeneratedPage.agrees(PAGE, "coercion table", table());
    }

    @Test
    void thePageShowsTheBindingTableAsItIsLogged() throws IOException {
        RowSpec spec = Fixtures.spec(
                        Fixtures.numeric("sqft").withField(FieldPath.parse("after.living_area")),
                        Fixtures.category("condition", "1", "2", "3"),
                        Fixtures.category("has_pool", "no", "yes"),
                        Fixtures.time("sold"),
                        Fixtures.category("city", "Kirkland", "Seattle"))
                .root("after")
                .build();
        org.apache.kafka.connect.data.Struct change = DebeziumExample.change();
        String table = StructPlanCompiler.compile(change.schema(), spec).bindingTable(change);
        assertThat(PageRunner.BINDING_TABLE.item().text()).isEqualTo(table);
        assertThat(Fixtures.read(spec, change).values).containsExactly(59.56, 2, 1, 1714979289123.0, 0);
    }

    private static String table() {
        StringBuilder text = new StringBuilder(
                "| From | Value | Numeric column | Categorical column | Its levels | Time column |\n|---|---|---|---|---|---|\n");
        for (Case c : CoercionCases.all()) {
            text.append("| ").append(c.from());
            for (String cell : List.of(c.shown(), c.numeric(), c.category(), levels(c), c.time())) {
                text.append(" | ").append(code(cell));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    private static String levels(Case c) {
        return c.levels().stream().map(level -> "'" + level + "'").collect(Collectors.joining(", "));
    }

    private static String code(String cell) {
        return Arrays.asList("NA", "invalid", "unknown").contains(cell)
                ? cell
                : "`" + cell.replace("|", "\\|").replace("\u00a0", "\\u00a0").replace("\u0301", "\\u0301") + "`";
    }
}

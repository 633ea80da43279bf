package io.connectmojo.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedLineTest {
    private static final List<String> ABC = List.of("a", "b", "c");

    @Test
    void cells_areReadKeepingTheQuotingOfTheLine() {
        DelimitedLine line = DelimitedLine.parse("\"x, \"\"y\"\"\",, 2 ", ABC, ',');
        assertThat(line.values())
                .containsEntry("a", "x, \"y\"")
                .containsEntry("b", null)
                .containsEntry("c", " 2 ");
        Map<String, Object> additions = new LinkedHashMap<>();
        additions.put("prediction", "say \"no\", twice");
        additions.put("p", 0.25);
        additions.put("none", null);
        assertThat(line.with(additions)).isEqualTo("\"x, \"\"y\"\"\",, 2 ,\"say \"\"no\"\", twice\",0.25,");
    }

    @Test
    void aCellOfTheSameNameIsReplacedWhereItStands() {
        DelimitedLine line = DelimitedLine.parse("1;\"\";3", ABC, ';');
        assertThat(line.hasValue("b")).as("an empty text, not null").isTrue();
        assertThat(DelimitedLine.parse("1;;3", ABC, ';').hasValue("b")).isFalse();
        assertThat(line.hasValue("c")).isTrue();
        assertThat(line.with(Map.of("b", "yes"))).isEqualTo("1;yes;3");
    }

    @Test
    void anEmptyTextIsQuotedSoThatItDiffersFromNull() {
        assertThat(DelimitedLine.parse("1", List.of("a"), ',').with(Map.of("b", "")))
                .isEqualTo("1,\"\"");
    }

    @Test
    void listsAreWrittenAsJsonInOneCell() {
        assertThat(DelimitedLine.parse("1", List.of("a"), ',').with(Map.of("b", List.of("L", "R"))))
                .isEqualTo("1,\"[\"\"L\"\",\"\"R\"\"]\"");
    }

    @Test
    void aLineBreakAtTheEndStaysAtTheEnd() {
        assertThat(DelimitedLine.parse("1,2,3\r\n", ABC, ',').with(Map.of("p", 4)))
                .isEqualTo("1,2,3,4\r\n");
    }

    @Test
    void theLastCellMayBeEmptyOrQuoted() {
        assertThat(DelimitedLine.parse("1,2,", ABC, ',').values()).containsEntry("c", null);
        assertThat(DelimitedLine.parse("1,2,\"\"", ABC, ',').values()).containsEntry("c", "");
        assertThat(DelimitedLine.cells("1,,\"\"", ',')).containsExactly("1", "", "");
        assertThat(DelimitedLine.parse("1,2,\"line\nbreak\"", ABC, ',').values())
                .containsEntry("c", "line\nbreak");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2", "1,2,3,4", "", "1,2,\"secret", "\"1\"x,2,3", "1,\n2,3"})
    void anotherNumberOfCellsOrAnOpenQuoteIsRefused(String line) {
        assertThatThrownBy(() -> DelimitedLine.parse(line, ABC, ','))
                .hasMessageStartingWith("MOJO-D008 The line cannot be split into cells [input.format=delimited] - ")
                .hasMessageNotContaining("secret");
    }
}

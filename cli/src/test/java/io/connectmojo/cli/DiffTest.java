package io.connectmojo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectmojo.cases.ModelFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mojo score --diff}: what it shows, put into the record, is what {@code mojo score --json} prints. */
class DiffTest {
    private static final ModelFolder HOUSES = ModelFolder.of("house-prices");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOUSE =
            "{\"sqft\":2342,\"lot_size_acres\":0.4,\"stories\":1,\"number_bedrooms\":3,\"number_bathrooms\":3,"
                    + "\"attached_garage\":true,\"has_pool\":false,\"has_kitchen_island\":\"yes\","
                    + "\"main_flooring_type\":\"hardwood\",\"has_granite_counters\":true,\"house_age_years\":4,\"price\":1}";
    private static final String EVENT = "{\"before\":null,\"after\":" + HOUSE + ",\"op\":\"c\"}\n";

    @TempDir
    Path temp;

    private Path config(String... more) throws Exception {
        return TestConnector.write(temp, HOUSES.model(), more);
    }

    private Path eventConfig() throws Exception {
        return config(
                "input.root",
                "after",
                "output.parent",
                "after",
                "output.field",
                "price",
                "output.existing",
                "replace",
                "output.include",
                "model");
    }

    private static double price(Path config, String... path) throws Exception {
        MojoRun scored = MojoRun.reading(EVENT, "score", "--config", config, "--json");
        return JSON.readTree(scored.out()).at("/after/price").asDouble();
    }

    @Test
    void lines_showWhatIsNewAndWhatHasChanged() throws Exception {
        Path config = eventConfig();
        MojoRun run = MojoRun.reading(EVENT, "score", "--config", config, "--diff");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().lines().toList())
                .hasSize(3)
                .startsWith("record 1:", "  ~ after.price: 1 -> " + price(config))
                .anyMatch(line -> line.matches(
                        "  \\+ after\\.price_model: \"house-prices@[0-9a-f]{12}\"|.*model@[0-9a-f]{12}\""));
    }

    @Test
    void json_putIntoTheRecordIsTheScoredRecord() throws Exception {
        Path config = eventConfig();
        MojoRun run = MojoRun.reading(EVENT, "score", "--config", config, "--diff", "--json");
        JsonNode difference = JSON.readTree(run.out());
        ObjectNode record = (ObjectNode) JSON.readTree(EVENT);
        ObjectNode after = (ObjectNode) record.get("after");
        after.set("price", difference.at("/changed/after.price/after"));
        after.set("price_model", difference.at("/added/after.price_model"));
        MojoRun scored = MojoRun.reading(EVENT, "score", "--config", config, "--json");
        assertThat(record).isEqualTo(JSON.readTree(scored.out()));
        assertThat(difference.get("added")).hasSize(1);
        assertThat(difference.get("changed")).hasSize(1);
        assertThat(difference.get("removed")).isEmpty();
    }

    @Test
    void untouchedRecord_isUnchanged() throws Exception {
        MojoRun run =
                MojoRun.reading(EVENT.replace(HOUSE, "null") + EVENT, "score", "--config", eventConfig(), "--diff");
        assertThat(run.out()).startsWith("record 1: unchanged\nrecord 2:\n");
    }

    @Test
    void headersAndLines_areShownToo() throws Exception {
        MojoRun headers =
                MojoRun.reading(HOUSE + "\n", "score", "--config", config("output.destination", "headers"), "--diff");
        assertThat(headers.out()).matches("record 1:\n  \\+ header `mojo\\.prediction`: [0-9.]+\n");
        MojoRun line = MojoRun.reading(
                "2342,0.4,1,3,3,yes,no,yes,hardwood,yes,4\n",
                "score",
                "--config",
                config(
                        "input.format",
                        "delimited",
                        "input.delimited.columns",
                        "sqft,lot_size_acres,stories,number_bedrooms,number_bathrooms,attached_garage,has_pool,"
                                + "has_kitchen_island,main_flooring_type,has_granite_counters,house_age_years"),
                "--diff");
        assertThat(line.out()).matches("record 1:\n  ~ value: \"(2342,[^\"]*)\" -> \"\\1,[0-9.]+\"\n");
    }

    @Test
    void colour_isForPeopleAlone() throws Exception {
        Path config = eventConfig();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal person = new Terminal(
                new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                true,
                false,
                true);
        assertThat(Mojo.run(person, new String[] {"score", "--config", config.toString(), "--diff"}))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\u001b[33m~ after.price: 1 -> ")
                .contains("\u001b[32m+ after.price_model: ");
        assertThat(MojoRun.reading(EVENT, "score", "--config", config, "--diff").out())
                .doesNotContain("\u001b");
    }

    @Test
    void reasons_areNoDifference() throws Exception {
        MojoRun run = MojoRun.of("score", "--config", eventConfig(), "--diff", "--explain");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains("--explain and --diff exclude each other");
    }

    @Test
    void reasonsOfAChangeEvent_showTheValuesBelowTheRoot() throws Exception {
        MojoRun run = MojoRun.reading(EVENT, "score", "--config", eventConfig(), "--explain", "11");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("sqft = 2342 ");
    }
}

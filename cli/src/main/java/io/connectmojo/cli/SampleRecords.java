package io.connectmojo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectmojo.problem.Problem;
import java.io.IOException;
import java.util.Map;

/** Sample records as Maps, whatever they are in. */
final class SampleRecords {
    private final ObjectMapper json = new ObjectMapper();

    /** Throws D104 for a line that is not a JSON object. */
    Map<?, ?> fields(Object line, long number, String file) {
        if (line instanceof Map<?, ?> cells) {
            return cells;
        }
        try {
            Map<?, ?> fields = json.readValue((byte[]) line, Map.class);
            if (fields != null) {
                return fields;
            }
        } catch (IOException e) {
            // told below, without the record's text
        }
        throw Problem.of(CommandError.NOT_CONVERTED, "The sample's record " + number + " is not a JSON object")
                .where(file)
                .why("each line must be one")
                .fix("give JSON lines, or a .csv file with a header");
    }
}

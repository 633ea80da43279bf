package io.connectmojo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What H2O's cluster answered for every row of a case, to be found again in scored records: labels as they are, doubles bit for bit. */
record H2oAnswers(ModelCase model) {
    boolean haveProbabilities() throws IOException {
        return model.expected().get(0).size() > 1;
    }

    /** {@code scored} are the records in order, field by field as text; {@code output} is the transform's {@code output.field}. */
    void assertIn(List<Map<String, String>> scored, String output) throws IOException {
        List<Map<String, String>> expected = model.expected();
        assertThat(scored).hasSameSizeAs(expected);
        boolean classifier = haveProbabilities();
        for (int i = 0; i < expected.size(); i++) {
            for (Map.Entry<String, String> answer : expected.get(i).entrySet()) {
                String column = answer.getKey();
                String field = column.equals("predict") ? output : output + "_p_" + column;
                String text = scored.get(i).get(field);
                assertThat(text).as("row %d, %s", i, field).isNotNull();
                if (column.equals("predict") && classifier) {
                    assertThat(text).as("row %d, %s", i, field).isEqualTo(answer.getValue());
                } else {
                    assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
                            .as("row %d, %s: %s instead of %s", i, field, text, answer.getValue())
                            .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(answer.getValue())));
                }
            }
        }
    }
}

package io.connectmojo.outcomes.join;

import java.util.Map;

/**
 * The training table.
 *
 * @param topic that it is written to
 * @param input the topic of the scored records
 * @param outcome name of the field with the outcome; one of that name in the record is replaced
 * @param registry settings of the registry for Avro; null for JSON
 */
public record JoinedTable(String topic, String input, String outcome, Map<String, Object> registry) {
    /** Name of the field with the outcome's time. */
    String outcomeTime() {
        return outcome + "_ms";
    }
}

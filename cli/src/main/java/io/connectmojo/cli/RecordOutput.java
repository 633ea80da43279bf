package io.connectmojo.cli;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;

/** What a run prints of each record. */
interface RecordOutput {
    /** Looks at a record as it came, before the transform gets it. */
    default void begin(Schema schema, Object payload, Headers headers) {}

    /**
     * Prints a record that the transform has let through.
     *
     * @param number of the record in the input, from 1 on
     */
    void print(long number, Schema schema, Object payload, Headers headers);

    /** Whether nobody takes the output any more; writes out what waits. */
    boolean isBroken();
}

package io.connectmojo.cli;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;

/** What a run prints of each record. */
interface RecordOutput {
    /** Takes the place of a file of scored records where an observer has seen the rows. */
    RecordOutput NONE = new RecordOutput() {
        @Override
        public void print(long number, Schema schema, Object payload, Headers headers) {
            // the observer has seen the row
        }

        @Override
        public boolean isBroken() {
            return false;
        }
    };

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

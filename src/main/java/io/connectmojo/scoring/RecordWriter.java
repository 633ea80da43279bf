package io.connectmojo.scoring;

import io.connectmojo.record.KeyOrValue;
import io.connectmojo.record.RecordView;
import io.connectmojo.score.ScoringResult;
import io.connectmojo.score.ScoringResult.Failed;
import io.connectmojo.score.ScoringResult.Skipped;
import io.connectmojo.scoring.arm.Arm;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Headers;

/**
 * Makes the record that goes on.
 *
 * @param part of the records that is scored
 * @param toHeaders whether outputs become headers, and the payload stays as it is
 */
record RecordWriter(KeyOrValue part, boolean toHeaders) {
    /**
     * The record with what the result says: untouched, or a copy with outputs, or one with null outputs and the problem in a
     * header.
     *
     * @param view of this record
     * @param arm that gave the result
     */
    <R extends ConnectRecord<R>> R write(R record, RecordView view, ScoringResult result, Arm arm) {
        if (result instanceof Failed failed) {
            return writeFailed(record, view, failed, arm);
        }
        if (result instanceof Skipped) {
            return record;
        }
        if (!toHeaders) {
            return with(record, view, arm.append(view, result), record.headers());
        }
        Headers headers = record.headers().duplicate();
        arm.addTo(headers, view, result);
        return with(record, view, view.payload(), headers);
    }

    private <R extends ConnectRecord<R>> R writeFailed(R record, RecordView view, Failed failed, Arm arm) {
        Object payload = view.payload();
        Headers headers = record.headers().duplicate();
        if (view.isRead()) {
            try {
                if (toHeaders) {
                    arm.addTo(headers, view, failed);
                } else {
                    payload = arm.append(view, failed);
                }
            } catch (RuntimeException noPlaceForNulls) {
                payload = view.payload();
            }
        }
        ErrorPolicy.mark(headers, failed.problem());
        return with(record, view, payload, headers);
    }

    private <R extends ConnectRecord<R>> R with(R record, RecordView view, Object payload, Headers headers) {
        Schema schema = payload instanceof Struct struct ? struct.schema() : view.schema();
        return part.with(record, schema, payload, headers);
    }
}

package io.connectmojo.delivery;

import io.connectmojo.delivery.Announcement.PieceRange;
import io.connectmojo.model.ModelLimits;
import io.connectmojo.problem.MojoException;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One zip that is being read: asked for by any thread, read by the topic's reader. */
final class PieceFetch {
    private final PieceRange range;
    private final TopicPartition partition;
    private final PieceAssembly assembly;
    private final CompletableFuture<byte[]> zip = new CompletableFuture<>();

    PieceFetch(Announcement announcement, ModelLimits limits, String where) {
        range = announcement.data();
        partition = new TopicPartition(range.topic(), range.partition());
        assembly = new PieceAssembly(announcement, limits, where);
    }

    TopicPartition partition() {
        return partition;
    }

    long first() {
        return range.first();
    }

    /** Done when all is read, or cannot be; whoever waits no longer cancels it. */
    CompletableFuture<byte[]> zip() {
        return zip;
    }

    boolean isDone() {
        return zip.isDone();
    }

    void accept(ConsumerRecord<byte[], byte[]> record) {
        if (isDone() || record.offset() > range.last()) {
            return;
        }
        try {
            assembly.accept(record.key(), record.value());
            if (assembly.isComplete()) {
                zip.complete(assembly.zip());
            }
        } catch (MojoException e) {
            fail(e);
        }
    }

    /** All records before that offset have been read. */
    void readUpTo(long position) {
        if (!isDone() && position > range.last()) {
            fail(assembly.wrong("a piece is missing before the announced end"));
        }
    }

    /** The log no longer has the offset, or not yet. */
    void outOfRange() {
        fail(assembly.problem("the topic " + range.topic() + " does not have the announced offsets")
                .passing()
                .fix(PieceAssembly.FIX));
    }

    void fail(MojoException problem) {
        zip.completeExceptionally(problem);
    }
}

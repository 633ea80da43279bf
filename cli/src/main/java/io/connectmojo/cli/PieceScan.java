package io.connectmojo.cli;

import io.connectmojo.delivery.Announcement;
import io.connectmojo.delivery.Announcement.PieceRange;
import io.connectmojo.delivery.PieceAssembly;
import io.connectmojo.model.ModelLimits;

/** Reads the pieces of a model, with a bar for who waits. */
record PieceScan(TopicScan scan, Terminal terminal) {
    /** The zip of an announcement, verified as on a worker. */
    byte[] zip(Announcement announcement, String topic) {
        String where = announcement.name() + " version " + announcement.version() + " on " + topic;
        PieceAssembly assembly = new PieceAssembly(announcement, ModelLimits.ofWorker(), where);
        PieceRange data = announcement.data();
        Progress progress = new Progress(terminal, "piece");
        long[] read = new long[2];
        scan.between(data.topic(), data.partition(), data.first(), data.last(), record -> {
            assembly.accept(record.key(), record.value());
            read[0]++;
            read[1] += record.value() == null ? 0 : record.value().length;
            progress.at(read[0], read[1], announcement.size());
            return !assembly.isComplete();
        });
        progress.clear();
        return assembly.zip();
    }
}

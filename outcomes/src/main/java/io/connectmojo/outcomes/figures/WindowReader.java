package io.connectmojo.outcomes.figures;

import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Is told of windows that close, in the order of time. */
public interface WindowReader {
    /** Called once, before the first window. */
    void init(ProcessorContext<String, Output> context);

    /** @param out takes keys and records for the topics */
    void read(ClosedWindow window, BiConsumer<String, Output> out);
}

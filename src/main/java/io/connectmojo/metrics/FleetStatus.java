package io.connectmojo.metrics;

/**
 * How the models fare among which the records of a task choose.
 *
 * @param models in the worker's memory, of all tasks
 * @param bytes that they are counted with
 * @param evictions models that this worker has given up for others
 * @param loads of this task
 * @param failures loads of this task that gave no model, because there is none or it is refused
 * @param waitMillis that records of this task have waited for loads
 * @param fallbacks records of this task that the fallback model has scored
 */
public record FleetStatus(
        int models, long bytes, long evictions, long loads, long failures, long waitMillis, long fallbacks) {}

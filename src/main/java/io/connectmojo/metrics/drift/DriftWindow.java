package io.connectmojo.metrics.drift;

/**
 * When a window ends, whichever comes first. It is looked at with each row that is counted: while no record comes, no window ends.
 *
 * @param records how many records it has at most; 0 switches drift off
 * @param millis how long it is at most
 */
public record DriftWindow(int records, long millis) {}

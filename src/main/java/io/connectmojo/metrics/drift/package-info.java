/** Compares what a transform sees with the profile of its model, window after window. */
@NullMarked
package io.connectmojo.metrics.drift;

import org.jspecify.annotations.NullMarked;

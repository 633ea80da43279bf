/** What a configuration decides from a prediction: a threshold, bands of the score, the coverage of intervals. */
@NullMarked
package io.connectmojo.output.decision;

import org.jspecify.annotations.NullMarked;

/** Statistics of numbers: counters, histograms, windows. Pure Java, nothing of Connect. */
@NullMarked
package io.connectmojo.metrics.stats;

import org.jspecify.annotations.NullMarked;

/** Statistics of numbers: counters, histograms, windows. Pure Java, nothing of Connect. */
package io.connectmojo.metrics.stats;

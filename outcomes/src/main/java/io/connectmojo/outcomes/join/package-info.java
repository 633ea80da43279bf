/** Predictions meet outcomes that come later or earlier on another topic. */
package io.connectmojo.outcomes.join;

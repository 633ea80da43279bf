/** Windows of time, what is counted in them, and the figures that follow. */
package io.connectmojo.outcomes.figures;

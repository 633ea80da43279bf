/** Scoring from plain arrays: compiled once per model, served only where it agrees with the reference bit for bit. */
package io.connectmojo.score.compiled;

/** Scoring from plain arrays: compiled once per model, served only where it agrees with the reference bit for bit. */
@NullMarked
package io.connectmojo.score.compiled;

import org.jspecify.annotations.NullMarked;

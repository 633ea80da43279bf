/** Scoring through genmodel's own wrapper: the answer that every other scorer must give. */
@NullMarked
package io.connectmojo.score.reference;

import org.jspecify.annotations.NullMarked;

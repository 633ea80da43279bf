/** Scoring through genmodel's own wrapper: the answer that every other scorer must give. */
package io.connectmojo.score.reference;

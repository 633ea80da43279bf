/** The nodes of all trees of a model, packed: what every kernel walks. */
package io.connectmojo.score.compiled.tree.forest;

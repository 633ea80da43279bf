/** The nodes of all trees of a model, packed: what every kernel walks. */
@NullMarked
package io.connectmojo.score.compiled.tree.forest;

import org.jspecify.annotations.NullMarked;

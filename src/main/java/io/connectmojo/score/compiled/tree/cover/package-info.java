/** Packed trees with the covers of their nodes: what contributions need besides the splits. */
@NullMarked
package io.connectmojo.score.compiled.tree.cover;

import org.jspecify.annotations.NullMarked;

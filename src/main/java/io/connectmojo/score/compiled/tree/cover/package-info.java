/** Packed trees with the covers of their nodes: what contributions need besides the splits. */
package io.connectmojo.score.compiled.tree.cover;

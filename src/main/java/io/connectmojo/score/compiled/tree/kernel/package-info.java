/** Ways to walk packed trees, and which one serves: each gives the same bits, and they differ in speed and memory. */
@NullMarked
package io.connectmojo.score.compiled.tree.kernel;

import org.jspecify.annotations.NullMarked;

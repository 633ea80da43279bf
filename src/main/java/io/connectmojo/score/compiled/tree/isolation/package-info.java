/** Extended isolation forests: no kernel walks them, an index of the model's own bytes does. */
@NullMarked
package io.connectmojo.score.compiled.tree.isolation;

import org.jspecify.annotations.NullMarked;

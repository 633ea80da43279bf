/** Extended isolation forests: no kernel walks them, an index of the model's own bytes does. */
package io.connectmojo.score.compiled.tree.isolation;

/**
 * Trees in a form that a processor likes. Gives the same bits as genmodel, several times faster and without garbage.
 *
 * <p>Readers ({@link io.connectmojo.score.compiled.tree.FlatTrees}, {@link io.connectmojo.score.compiled.tree.BoosterTrees}) turn a model's
 * trees into one {@code Forest} of packed nodes; a {@code Kernel} walks it. Whatever a reader does not understand exactly
 * is {@link io.connectmojo.score.NotCompiled}, and genmodel scores instead.
 */
@NullMarked
package io.connectmojo.score.compiled.tree;

import org.jspecify.annotations.NullMarked;

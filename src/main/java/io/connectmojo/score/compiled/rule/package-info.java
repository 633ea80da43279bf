/** RuleFit models: their rules evaluated one tree at a time, without names. */
@NullMarked
package io.connectmojo.score.compiled.rule;

import org.jspecify.annotations.NullMarked;

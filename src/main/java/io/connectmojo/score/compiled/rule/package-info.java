/** RuleFit models: their rules evaluated one tree at a time, without names. */
package io.connectmojo.score.compiled.rule;

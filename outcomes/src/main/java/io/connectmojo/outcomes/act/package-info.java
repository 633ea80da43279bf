/** What follows from figures: alerts, decisions, and versions of models that are announced. */
package io.connectmojo.outcomes.act;

/** A model per record: arms that records choose by their own texts, within a budget that all tasks of the worker share. */
@NullMarked
package io.connectmojo.scoring.fleet;

import org.jspecify.annotations.NullMarked;

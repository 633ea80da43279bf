/** A record is scored: viewed, given to an arm, and written, or what happens when it fails. */
@NullMarked
package io.connectmojo.scoring;

import org.jspecify.annotations.NullMarked;

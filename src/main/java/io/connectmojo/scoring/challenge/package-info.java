/** A second model of a transform: how it is loaded beside the first, which records it answers, and how both are compared. */
@NullMarked
package io.connectmojo.scoring.challenge;

import org.jspecify.annotations.NullMarked;

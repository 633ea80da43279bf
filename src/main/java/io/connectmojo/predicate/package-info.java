/** A record is matched: what stands in one of its fields or headers, and whether that is what is asked for. */
@NullMarked
package io.connectmojo.predicate;

import org.jspecify.annotations.NullMarked;

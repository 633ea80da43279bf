/** A prediction becomes fields or headers of the new record. Knows Connect's data API, nothing of genmodel. */
@NullMarked
package io.connectmojo.output;

import org.jspecify.annotations.NullMarked;

/** The Structs around the one that gets outputs: their schemas with its new one, and copies of them. Knows Connect's data API alone. */
@NullMarked
package io.connectmojo.output.envelope;

import org.jspecify.annotations.NullMarked;

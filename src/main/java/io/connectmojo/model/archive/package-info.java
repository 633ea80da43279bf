/** The bytes of a MOJO: verified, bounded and inflated, with the structure of its trees checked. */
@NullMarked
package io.connectmojo.model.archive;

import org.jspecify.annotations.NullMarked;

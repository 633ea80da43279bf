/** Problems with codes: what all rings throw, and what the entry class turns into Connect's exceptions. */
@NullMarked
package io.connectmojo.problem;

import org.jspecify.annotations.NullMarked;

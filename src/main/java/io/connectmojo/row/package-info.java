/** A Struct, Map or JSON object becomes a row. Knows Connect's data API, nothing of genmodel. */
@NullMarked
package io.connectmojo.row;

import org.jspecify.annotations.NullMarked;

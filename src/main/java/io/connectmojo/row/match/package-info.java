/** Which field feeds which column: paths, names, and the specification of a row. Knows no value. */
@NullMarked
package io.connectmojo.row.match;

import org.jspecify.annotations.NullMarked;

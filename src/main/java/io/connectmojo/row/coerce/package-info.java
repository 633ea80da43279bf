/** A value of a record becomes a number, a level or an instant. One object for each pair of source and column type; knows no record. */
@NullMarked
package io.connectmojo.row.coerce;

import org.jspecify.annotations.NullMarked;

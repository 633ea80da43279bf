/** Which field feeds which column: paths, names, and the specification of a row. Knows no value. */
package io.connectmojo.row.match;

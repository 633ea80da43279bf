/** A prediction becomes fields or headers of the new record. Knows Connect's data API, nothing of genmodel. */
package io.connectmojo.output;

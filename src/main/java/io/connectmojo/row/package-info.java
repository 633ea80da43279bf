/** A Struct, Map or JSON object becomes a row. Knows Connect's data API, nothing of genmodel. */
package io.connectmojo.row;

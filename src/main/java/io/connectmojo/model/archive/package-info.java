/** The bytes of a MOJO: verified, bounded and inflated, with the structure of its trees checked. */
package io.connectmojo.model.archive;

/** Problems with codes: what all rings throw, and what the entry class turns into Connect's exceptions. */
package io.connectmojo.problem;

/** Signatures of models after OpenSSF Model Signing 1.0, with keys. Knows bytes and keys alone. */
@NullMarked
package io.connectmojo.model.signature;

import org.jspecify.annotations.NullMarked;

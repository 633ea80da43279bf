/** Verified bytes become a model, by way of H2O's library. */
@NullMarked
package io.connectmojo.model.load;

import org.jspecify.annotations.NullMarked;

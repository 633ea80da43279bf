/** Verified bytes become a model, by way of H2O's library. */
package io.connectmojo.model.load;

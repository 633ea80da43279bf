/** A row becomes a prediction. Knows genmodel and the model, nothing of Kafka. */
@NullMarked
package io.connectmojo.score;

import org.jspecify.annotations.NullMarked;

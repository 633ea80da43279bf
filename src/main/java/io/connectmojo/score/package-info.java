/** A row becomes a prediction. Knows genmodel and the model, nothing of Kafka. */
package io.connectmojo.score;

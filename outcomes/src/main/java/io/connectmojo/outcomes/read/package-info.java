/** Records of a topic, JSON or Avro, turned into what is counted of them. */
package io.connectmojo.outcomes.read;

/** A file becomes an immutable, verified, shared model. Knows genmodel and the JDK, nothing of Kafka. */
package io.connectmojo.model;

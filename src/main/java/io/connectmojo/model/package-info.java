/** A file becomes an immutable, verified, shared model. Knows genmodel and the JDK, nothing of Kafka. */
@NullMarked
package io.connectmojo.model;

import org.jspecify.annotations.NullMarked;

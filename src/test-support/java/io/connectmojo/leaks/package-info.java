/** The detector of leaks, for a transform in this JVM and for workers. */
package io.connectmojo.leaks;

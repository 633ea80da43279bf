/** The built plugin archive inside real brokers and workers that run in JVMs of their own. */
package io.connectmojo.it;

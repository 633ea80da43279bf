/** What is counted and measured while records are scored, and where people can see it. Knows no setting of the connector. */
@NullMarked
package io.connectmojo.metrics;

import org.jspecify.annotations.NullMarked;

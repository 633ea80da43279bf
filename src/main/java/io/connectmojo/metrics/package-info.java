/** What is counted and measured while records are scored, and where people can see it. Knows no setting of the connector. */
package io.connectmojo.metrics;

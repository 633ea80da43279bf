/** Two models on the same rows: how their columns, predictions and errors differ. Knows no connector and no file. */
package io.connectmojo.cli.compare;

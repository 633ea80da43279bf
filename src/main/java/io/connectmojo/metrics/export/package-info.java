/** Metrics become MBeans and metrics of the worker. */
@NullMarked
package io.connectmojo.metrics.export;

import org.jspecify.annotations.NullMarked;

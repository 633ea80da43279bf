/** Metrics become MBeans and metrics of the worker. */
package io.connectmojo.metrics.export;

/** Payloads that are text: JSON objects and delimited lines, read and written again with fields added. */
package io.connectmojo.record;

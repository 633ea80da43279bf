/** Payloads that are text: JSON objects and delimited lines, read and written again with fields added. */
@NullMarked
package io.connectmojo.record;

import org.jspecify.annotations.NullMarked;

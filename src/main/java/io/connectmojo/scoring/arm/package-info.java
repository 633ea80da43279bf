/** One model within a transform: its handle, its binding to the records' schemas, and its metrics. */
@NullMarked
package io.connectmojo.scoring.arm;

import org.jspecify.annotations.NullMarked;

/** Neural networks without the multiplications by zero: the same bits as genmodel, in half the time. */
@NullMarked
package io.connectmojo.score.compiled.net;

import org.jspecify.annotations.NullMarked;

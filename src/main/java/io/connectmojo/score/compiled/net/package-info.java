/** Neural networks without the multiplications by zero: the same bits as genmodel, in half the time. */
package io.connectmojo.score.compiled.net;

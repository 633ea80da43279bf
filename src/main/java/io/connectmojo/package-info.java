/** The transform: what Connect calls, its configuration, and the one place where failures are decided. */
@NullMarked
package io.connectmojo;

import org.jspecify.annotations.NullMarked;

/** The settings of the transform: their definition, their validators, and typed access. Nothing else sees a raw key. */
@NullMarked
package io.connectmojo.config;

import org.jspecify.annotations.NullMarked;

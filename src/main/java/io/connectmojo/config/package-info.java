/** The settings of the transform: their definition, their validators, and typed access. Nothing else sees a raw key. */
package io.connectmojo.config;

/** The transform: what Connect calls, its configuration, and the one place where failures are decided. */
package io.connectmojo;

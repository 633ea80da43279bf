/** The command {@code mojo}: the transform's own classes, offline. May import everything; nothing imports it. */
package io.connectmojo.cli;

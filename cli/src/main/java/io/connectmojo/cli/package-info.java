/** The command {@code mojo}: the transform's own classes, offline. A build of its own: nothing of it is in the plugin. */
package io.connectmojo.cli;

/** Rows become a profile in constant memory. Knows the plugin, and nothing of files or terminals. */
package io.connectmojo.cli.profile;

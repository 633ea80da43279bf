/** What can be wrong with an installation of the plugin, and how to find it out. Knows no options and prints nothing. */
package io.connectmojo.cli.doctor;

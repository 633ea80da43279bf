/** Connectors for tests alone: records with numbers, so that a lost or doubled one shows. Packed into a plugin folder by the test. */
package io.connectmojo.it.numbered;

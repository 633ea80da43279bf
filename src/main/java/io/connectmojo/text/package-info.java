/** Records that are text: JSON objects and delimited lines, read without losing a character and extended in place. */
package io.connectmojo.text;

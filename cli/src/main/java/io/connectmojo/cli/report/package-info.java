/** Pages about a model: HTML with charts, or Markdown. Knows no connector; every text from outside is escaped in {@link Html}. */
package io.connectmojo.cli.report;

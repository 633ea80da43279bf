/** What a record costs, beside the code that people usually write. Run with {@code mvn -P benchmark}. */
package io.connectmojo.bench;

package io.connectmojo.row;

/**
 * A line of the binding table: what a column, the vector or the offset gets and from where.
 *
 * @param path null when there is no field
 * @param type of the field; null when there is none
 * @param state ok, coerced, default, missing, impossible or ambiguous, with its reason
 */
record Binding(String column, String kind, String path, String type, String state) {}

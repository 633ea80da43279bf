package io.connectmojo.row;

/** What the value of one field is for. Filled once per record, with null when there is no value. */
abstract class Inlet {
    abstract void take(Object value, Row into, Report report);
}

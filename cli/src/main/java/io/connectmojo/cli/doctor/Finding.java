package io.connectmojo.cli.doctor;

/**
 * A fault that was found.
 *
 * @param where the file, address or setting
 * @param detail what was seen there
 */
public record Finding(Fault fault, String where, String detail) {}

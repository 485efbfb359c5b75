package org.zhiban.model.site;

/**
 * A state of a multistate point.
 *
 * @param raw what the device says: a number or a word
 * @param name what the product calls it
 */
public record PointState(String raw, String name) {}

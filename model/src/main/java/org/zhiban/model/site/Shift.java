package org.zhiban.model.site;

import java.time.LocalTime;

/** A shift of the day; {@code to} before {@code from} passes midnight. */
public record Shift(String id, LocalTime from, LocalTime to) {}

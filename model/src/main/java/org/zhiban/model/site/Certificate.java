package org.zhiban.model.site;

import java.time.LocalDate;

/** A paper that runs out. */
public record Certificate(String equipment, String kind, String number, LocalDate validUntil) {}

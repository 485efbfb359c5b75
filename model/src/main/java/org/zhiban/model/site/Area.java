package org.zhiban.model.site;

import org.zhiban.model.LocalizedText;

/** A part of the site that has its own people. */
public record Area(String id, LocalizedText name) {}

package org.zhiban.simulators.scenario;

import org.zhiban.model.site.Scenario;

/** A step that a site's twins cannot play: what is wrong, and what to write instead. */
public record Misfit(Scenario.Step step, String what, String remedy) {}

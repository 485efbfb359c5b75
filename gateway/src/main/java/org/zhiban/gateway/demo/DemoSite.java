package org.zhiban.gateway.demo;

import java.util.List;
import org.zhiban.gateway.config.SiteFiles;

/** 锦澜花园, a residential estate with one plant room of each trade; its files lie in the jar. */
public final class DemoSite {
  static final List<String> NAMES =
      List.of(
          "plans/plans.yaml",
          "rules/site.yaml",
          "scenarios/blackout.yaml",
          "scenarios/high-zone.yaml",
          "scenarios/hot-work.yaml",
          "site.yaml",
          "templates/booster-pump.yaml",
          "templates/door-controller.yaml",
          "templates/elevator.yaml",
          "templates/energy-meter.yaml",
          "templates/fire-panel.yaml",
          "templates/fire-pump.yaml",
          "templates/generator.yaml",
          "templates/jockey-pump.yaml",
          "templates/lpr-camera.yaml",
          "templates/sump.yaml",
          "templates/tank.yaml",
          "templates/transformer.yaml",
          "templates/ups.yaml",
          "templates/water-meter.yaml",
          "tests/doors.yaml",
          "tests/fire.yaml",
          "tests/lifts.yaml",
          "tests/parking.yaml",
          "tests/power.yaml",
          "tests/safety.yaml",
          "tests/water.yaml");

  private DemoSite() {}

  /** The site's files; it names no secret, and its addresses are placeholders for twins. */
  public static SiteFiles files() {
    return SiteFiles.ofResources(DemoSite.class.getClassLoader(), "demo-site", NAMES);
  }
}

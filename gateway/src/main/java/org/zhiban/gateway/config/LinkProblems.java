package org.zhiban.gateway.config;

import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.LinkRefusal;
import org.zhiban.gateway.config.problem.Problems;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;

/**
 * What the drivers say of a site's links. A mistake in a template shows at every equipment of it,
 * and is said once.
 */
final class LinkProblems {
  private LinkProblems() {}

  static void find(Site site, Problems problems) {
    PointIndex index = site.pointIndex();
    for (Connection connection : site.connections().values()) {
      for (LinkRefusal refusal : Drivers.refusals(DrivenLink.of(site, index, connection))) {
        if (!problems.at(refusal.position())) {
          problems.error(refusal.position(), refusal.what(), refusal.remedy());
        }
      }
    }
  }
}

package org.zhiban.gateway.config.grammar;

import java.util.Collection;
import org.zhiban.gateway.config.grammar.Templates.Template;
import org.zhiban.gateway.config.shape.Reading;

/** What all of a site's parts must agree on. */
public final class SiteChecks {
  private SiteChecks() {}

  /** Reads the templates that no equipment names, so that mistakes in them are found too. */
  public static void unused(Collection<Template> templates, Reading reading) {
    for (Template template : templates) {
      boolean used =
          reading.names().equipment().values().stream()
              .anyMatch(
                  equipment -> equipment.template().filter(template.id()::equals).isPresent());
      if (!used) {
        read(template, reading);
      }
    }
  }

  private static void read(Template template, Reading reading) {
    String scope = "template " + template.id();
    Reading inside = reading.unfilled(scope, template.lifeSafety());
    template
        .points()
        .ifPresent(
            points -> Points.SHAPE.readEach(points, inside, reading.names().points(scope)::put));
    template
        .rules()
        .ifPresent(rules -> Rules.SHAPE.readEach(rules, inside, reading.names().rules(scope)::put));
    EntryChecks.commands(scope, template.lifeSafety(), reading);
  }

  /** Checks across everything that could be read. */
  public static void run(Reading reading) {
    Hierarchy.check(reading);
    Links.check(reading);
    Maintenance.check(reading);
  }
}

package org.zhiban.gateway.year;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.model.site.Site;

/** The example site, grown to two hundred equipments and nine engineers. */
final class LargeSite {
  /** The lift that is out of service where the site says so. */
  static final String RESTING = "lift-05";

  private static final int OF_THE_EXAMPLE = 8;
  private static final int ALL = 200;

  private static final Map<Boolean, Site> READ = new ConcurrentHashMap<>();

  private LargeSite() {}

  /** The site; for some weeks one lift is out of service. */
  static Site of(boolean resting) {
    return READ.computeIfAbsent(resting, LargeSite::read);
  }

  private static Site read(boolean resting) {
    StringBuilder things = new StringBuilder();
    for (int lift = 2; lift <= 28; lift++) {
      things.append(lift(lift, resting));
    }
    things.append(some(2, 24, "pump", "booster-pump", "pump-room", "unit: %d"));
    things.append(some(2, 10, "fire", "fire-panel", "fire-link", "unit: %d"));
    things.append(some(2, 6, "gate", "lpr-camera", "security-bus", "vars: { topic: gate/%d }"));
    things.append(some(2, 60, "door", "door-controller", "security-bus", "vars: { topic: d/%d }"));
    int made = OF_THE_EXAMPLE + things.toString().split("\n").length;
    things.append(some(2, 1 + ALL - made, "meter", "energy-meter", "meter-bus", "unit: %d"));
    StringBuilder people = new StringBuilder();
    for (int engineer = 1; engineer <= 7; engineer++) {
      people.append(
          String.format(
              Locale.ROOT,
              "  - { id: wei-%1$d, name: 维%1$d, role: technician, trades: [electric, plumbing,"
                  + " fire, elevator, parking, security, low_voltage], areas: [all], shift: %2$s"
                  + " }%n",
              engineer,
              engineer == 7 ? "night" : "day"));
    }
    return ExampleSite.whole()
        .with("site.yaml", "\nstaff: ", things + "\nstaff: ")
        .with("site.yaml", "  - { id: he-lin, ", people + "  - { id: he-lin, ")
        .site();
  }

  private static String lift(int number, boolean resting) {
    String id = String.format(Locale.ROOT, "lift-%02d", number);
    return String.format(
        Locale.ROOT,
        "  - { id: %1$s, template: elevator, name: %1$s, location: A, area: east,"
            + " connection: lift-controller, vars: { node: \"ns=2;s=%1$s\" }%2$s, last_done: {"
            + " lift-half-monthly: 2026-12-%3$02d, lift-quarterly: 2026-11-%4$02d,"
            + " lift-half-yearly: 2026-%5$02d-10, lift-yearly: 2026-%6$02d-15 } }%n",
        id,
        resting && id.equals(RESTING) ? ", out_of_service: true" : "",
        17 + number % 14,
        1 + number,
        7 + number % 5,
        1 + number % 11);
  }

  private static String some(
      int from, int to, String name, String template, String connection, String where) {
    StringBuilder all = new StringBuilder();
    for (int number = from; number <= to; number++) {
      all.append(
          String.format(
              Locale.ROOT,
              "  - { id: %1$s-%2$02d, template: %3$s, name: %1$s-%2$02d, location: B1, area: %4$s,"
                  + " connection: %5$s, %6$s }%n",
              name,
              number,
              template,
              number % 2 == 0 ? "east" : "all",
              connection,
              String.format(Locale.ROOT, where, number + 20)));
    }
    return all.toString();
  }
}

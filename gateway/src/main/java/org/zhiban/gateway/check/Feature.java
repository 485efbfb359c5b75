package org.zhiban.gateway.check;

import java.util.List;
import java.util.function.Predicate;
import org.zhiban.model.site.ServiceTargets;
import org.zhiban.model.site.Site;

/**
 * A part of the language that is accepted and checked, and does not act in this version.
 *
 * @param key as a user finds it in the site
 * @param used whether a site uses it
 * @param owner the record whose accessor nothing that runs asks for
 * @param accessor which one; once something asks for it, the feature acts and must leave the list
 */
record Feature(String key, Predicate<Site> used, Class<?> owner, String accessor) {
  /** All of them. */
  static final List<Feature> NOT_ACTING =
      List.of(
          service("service.handover_at", s -> s.service().handoverAt().isPresent(), "handoverAt"));

  private static Feature service(String key, Predicate<Site> used, String accessor) {
    return new Feature(key, used, ServiceTargets.class, accessor);
  }

  /** The keys of a site that do not act. */
  static List<String> notActing(Site site) {
    return NOT_ACTING.stream()
        .filter(feature -> feature.used().test(site))
        .map(Feature::key)
        .toList();
  }
}

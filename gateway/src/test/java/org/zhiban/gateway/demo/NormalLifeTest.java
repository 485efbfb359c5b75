package org.zhiban.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.config.shipped.ShippedSite;
import org.zhiban.gateway.config.shipped.ShippedTemplates;
import org.zhiban.model.site.Site;

/** What is well raises no alarm, whatever the seed and the hour of the day. */
class NormalLifeTest {
  private static final Site DEMO = demo();
  private static final Site EXAMPLE = ExampleSite.whole().site();
  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T16:00:00Z");

  static Site demo() {
    Loading loading =
        SiteLoader.load(
            DemoSite.files(),
            SecretSource.of(Map.of(), java.nio.file.Path.of("").toAbsolutePath()));
    return ((Loading.Loaded) loading).site();
  }

  @Property(tries = 6)
  void anHourOfTheDemoSiteRaisesNothing(@ForAll long seed, @ForAll @IntRange(max = 23) int hour) {
    raisesNothing(DEMO, seed, hour);
  }

  @Property(tries = 6)
  void anHourOfTheExampleSiteRaisesNothing(
      @ForAll long seed, @ForAll @IntRange(max = 23) int hour) {
    raisesNothing(EXAMPLE, seed, hour);
  }

  @Property(tries = 3)
  void anHourOfTheShippedTemplatesRaisesNothing(
      @ForAll long seed, @ForAll @IntRange(max = 23) int hour) {
    raisesNothing(ShippedSite.of(ShippedTemplates.ids()), seed, hour);
  }

  private static void raisesNothing(Site site, long seed, int hour) {
    LivingSite living = new LivingSite(site, seed, MIDNIGHT.plus(Duration.ofHours(hour)));
    living.live(Duration.ofHours(1));
    assertThat(living.raised()).as("seed %s, from %s:00", seed, hour).isEmpty();
  }
}

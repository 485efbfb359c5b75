package org.zhiban.gateway.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.model.site.Site;

/** What a running gateway is not changed to. */
final class SiteBeyondRulesTest {
  private static final String FILE = "site.yaml";

  @Test
  void theSameSiteDiffersInNothing() {
    assertThat(SiteBeyondRules.differences(ExampleSite.whole().site(), ExampleSite.whole().site()))
        .isEmpty();
  }

  /** The answer goes to a person at a console and into a log. */
  @Test
  void aPasswordIsSaidToDifferAndNotShown() {
    Site other = ExampleSite.whole().withSecret("MQTT_PASSWORD", "n3w-geheim").site();
    assertThat(SiteBeyondRules.differences(ExampleSite.whole().site(), other))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path()).endsWith("password");
              assertThat(one.toString()).doesNotContain("geheim");
            });
  }

  @Test
  void aNumberToCallIsSaidToDifferAndNotShown() {
    Site site = withPhone("13800138000");
    assertThat(SiteBeyondRules.differences(site, withPhone("13900139000")))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path()).endsWith("phone");
              assertThat(one.toString()).doesNotContain("138001", "139001");
            });
    assertThat(SiteBeyondRules.differences(site, ExampleSite.whole().site()).toString())
        .doesNotContain("138001");
  }

  private static Site withPhone(String number) {
    return ExampleSite.whole()
        .with(FILE, "id: li-wei, ", "id: li-wei, phone: \"" + number + "\", ")
        .site();
  }

  @Test
  void anEquipmentOfAnotherPlaceDiffers() {
    Site other = ExampleSite.whole().with(FILE, "1#生活水泵, ", "3#生活水泵, ").site();
    assertThat(SiteBeyondRules.differences(ExampleSite.whole().site(), other))
        .extracting(Difference::path)
        .containsExactly("equipment.pump-b1.name.zh", "equipment.pump-b1.name.en");
  }

  /** Rules are what it is changed to, whatever the equipment is called. */
  @Test
  void rulesOfAnEquipmentAreNoneOfIt() {
    ExampleSite dotted =
        ExampleSite.whole()
            .with(FILE, "id: pump-b2,", "id: pump.b2,")
            .with("rules/site.yaml", "pump-b2", "pump.b2");
    Site before = dotted.site();
    Site after =
        dotted.with("templates/booster-pump.yaml", "on_delay: 30s", "on_delay: 31s").site();
    assertThat(RuleChanges.between(before, after).changed().keySet())
        .contains("pump.b2/dry_run", "pump-b1/dry_run");
    assertThat(SiteBeyondRules.differences(before, after)).isEqualTo(List.of());
  }
}

package org.zhiban.gateway.config.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zhiban.gateway.twins.ReadTwins;

/** The twins of all shipped templates, read by the drivers over their own protocols. */
class ShippedTwinsTest {
  @Test
  void everyPointOfEveryTemplateIsReadGood() throws Exception {
    try (ReadTwins twins = ReadTwins.start(ShippedSite.of(ShippedTemplates.ids()), 1)) {
      assertThat(twins.notGood()).isEmpty();
    }
  }
}

package org.zhiban.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.site.RuleSpec;

class DemoSiteTest {
  private static final Path FOLDER = Path.of("src", "main", "resources", "demo-site");

  @Test
  void theDemoSiteIsSoundToTheLastWord() {
    Loading loading = SiteLoader.load(DemoSite.files(), SecretSource.of(Map.of(), FOLDER));
    assertThat(loading.problems()).isEmpty();
    assertThat(loading).isInstanceOf(Loading.Loaded.class);
  }

  /** A guard is sent when a door is forced, not a minute later. */
  @Test
  void aForcedDoorIsAnOrderAtOnce() {
    Loading loading = SiteLoader.load(DemoSite.files(), SecretSource.of(Map.of(), FOLDER));
    List<RuleSpec> forced =
        ((Loading.Loaded) loading)
            .site().equipment().values().stream()
                .flatMap(one -> Optional.ofNullable(one.rules().get("forced")).stream())
                .toList();
    assertThat(forced)
        .isNotEmpty()
        .allSatisfy(
            rule -> assertThat(rule.order().orElseThrow().holdOff()).contains(Duration.ZERO));
  }

  @Test
  void everyFileOfItIsCarriedInTheJar() throws IOException {
    assertThat(DemoSite.files().names()).isEqualTo(SiteFiles.in(FOLDER).names());
  }
}

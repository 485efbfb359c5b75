package org.zhiban.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;

class DemoSiteTest {
  private static final Path FOLDER = Path.of("src", "main", "resources", "demo-site");

  @Test
  void theDemoSiteIsSoundToTheLastWord() {
    Loading loading = SiteLoader.load(DemoSite.files(), SecretSource.of(Map.of(), FOLDER));
    assertThat(loading.problems()).isEmpty();
    assertThat(loading).isInstanceOf(Loading.Loaded.class);
  }

  @Test
  void everyFileOfItIsCarriedInTheJar() throws IOException {
    assertThat(DemoSite.files().names()).isEqualTo(SiteFiles.in(FOLDER).names());
  }
}

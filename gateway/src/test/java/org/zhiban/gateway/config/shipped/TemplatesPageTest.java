package org.zhiban.gateway.config.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemplatesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "templates.md");

  /** Behind this line the page is made by {@link TemplatesPage}. */
  private static final String MARK = "<!-- What follows is made from the templates. -->\n";

  /** {@code -Dmanual.write=true} brings the file up to date. */
  private static final String WRITE = "manual.write";

  @Test
  void thePageSaysWhatTheTemplatesSay() throws IOException {
    String page = Files.readString(PAGE);
    String wanted = page.substring(0, page.indexOf(MARK) + MARK.length()) + TemplatesPage.text();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.readString(PAGE)).as("run this test with -D%s=true", WRITE).isEqualTo(wanted);
  }
}

package org.zhiban.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AccessPageTest {
  private static final Path PAGE = Path.of("..", "docs", "access.md");

  /** Behind this line the page is made by {@link AccessPage}. */
  private static final String MARK = "<!-- What follows is made from the table of access. -->\n";

  /** {@code -Dmanual.write=true} brings the file up to date. */
  private static final String WRITE = "manual.write";

  @Test
  void thePageSaysWhatTheGuardAsks() throws IOException {
    String page = Files.readString(PAGE);
    String wanted = page.substring(0, page.indexOf(MARK) + MARK.length()) + AccessPage.text();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.readString(PAGE)).as("run this test with -D%s=true", WRITE).isEqualTo(wanted);
  }

  @Test
  void nothingStartsWhileACallLacksItsRowOrARowItsCall() {
    Set<String> operations =
        Access.TABLE.stream().map(Access.Row::operation).collect(Collectors.toSet());
    assertThat(Access.rows(operations)).hasSameSizeAs(operations);
    Set<String> more = new HashSet<>(operations);
    more.add("selfDestruct");
    assertThatThrownBy(() -> Access.rows(more)).hasMessageContaining("selfDestruct");
    operations.remove("audit");
    assertThatThrownBy(() -> Access.rows(operations)).hasMessageContaining("audit");
  }
}

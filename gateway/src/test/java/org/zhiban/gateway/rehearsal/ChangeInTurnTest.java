package org.zhiban.gateway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.change.HotChange;
import org.zhiban.gateway.config.Loading;
import org.zhiban.model.site.Site;

/** Rules that change while somebody copies what is kept. */
final class ChangeInTurnTest {
  @TempDir Path data;

  /** Else the copy would have the memory of the one and the files of the other. */
  @Test
  void aChangeIsDoneWholeBeforeACopyOrAfterIt() throws InterruptedException {
    List<String> seen = new CopyOnWriteArrayList<>();
    Site changed = PumpSite.rules().site();
    try (LivedPumps pumps = new LivedPumps(PumpSite.rules(), data, LivedPumps.BEGIN, 1)) {
      HotChange changes =
          pumps.changes(
              _ -> {
                seen.add("the files are read");
                return new Loading.Loaded(changed, List.of());
              },
              () -> seen.add("the files are kept"));
      Thread changing =
          Thread.ofPlatform()
              .unstarted(
                  () -> {
                    changes.apply((_, _) -> seen.add("it is on record"));
                    seen.add("it is answered");
                  });
      boolean waited =
          changes.still(
              () -> {
                changing.start();
                while (changing.getState() != Thread.State.WAITING) {
                  Thread.onSpinWait();
                }
                return seen.add("a copy is made");
              });
      changing.join();
      assertThat(waited).isTrue();
    }
    assertThat(seen)
        .containsExactly(
            "a copy is made",
            "the files are read",
            "it is on record",
            "the files are kept",
            "it is answered");
  }
}

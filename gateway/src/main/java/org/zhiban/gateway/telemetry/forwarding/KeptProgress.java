package org.zhiban.gateway.telemetry.forwarding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.telemetry.forwarding.Progress.Gap;

/**
 * How far a forwarder is, as the operations store keeps it: under its name what is done, beside it
 * the gaps and where it is live.
 */
record KeptProgress(String name, OperationsStore operations) {
  /**
   * What is kept; of a store that is newer than the history, no further than that.
   *
   * @param head samples that the history holds
   */
  Progress read(long head) {
    long done = cursor(name).orElse(0L);
    List<Gap> gaps = new ArrayList<>();
    for (long i = 0; i < cursor(count()).orElse(0L); i++) {
      Optional<Long> from = cursor(from(i));
      Optional<Long> to = cursor(to(i));
      if (from.isPresent() && to.isPresent()) {
        gaps.add(new Gap(from.get(), to.get()));
      }
    }
    long live = gaps.isEmpty() ? done : cursor(live()).orElse(done);
    // Whoever knew nothing of gaps wrote what is done alone.
    boolean whole = gaps.isEmpty() || gaps.getFirst().from() == done;
    return whole && live <= head ? new Progress(gaps, live) : Progress.upTo(Math.min(done, head));
  }

  private Optional<Long> cursor(String which) {
    return operations.query(q -> q.cursor(which));
  }

  void write(Progress progress, OperationsTransaction tx) {
    tx.cursor(name, progress.done());
    tx.cursor(live(), progress.live());
    tx.cursor(count(), progress.gaps().size());
    for (int i = 0; i < progress.gaps().size(); i++) {
      tx.cursor(from(i), progress.gaps().get(i).from());
      tx.cursor(to(i), progress.gaps().get(i).to());
    }
  }

  private String live() {
    return name + "/live";
  }

  private String count() {
    return name + "/gaps";
  }

  private String from(long gap) {
    return name + "/gap/" + gap + "/from";
  }

  private String to(long gap) {
    return name + "/gap/" + gap + "/to";
  }
}

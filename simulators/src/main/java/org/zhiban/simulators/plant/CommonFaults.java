package org.zhiban.simulators.plant;

import java.util.List;
import org.zhiban.model.LocalizedText;

/** The faults that every equipment with points has, whatever its class. */
public final class CommonFaults {
  /** Its link is cut: it stops answering. */
  public static final String OFFLINE = "offline";

  /** It answers late. */
  public static final String SLOW = "slow";

  /** It answers, but its values no longer move. */
  public static final String STUCK = "stuck";

  /** Its measured numbers jump about their true value. */
  public static final String NOISE = "noise";

  /** It answers every question with an error. */
  public static final String EXCEPTION = "exception";

  static final List<FaultKind> ALL =
      List.of(
          new FaultKind(OFFLINE, new LocalizedText("离线", "Offline"), List.of()),
          new FaultKind(SLOW, new LocalizedText("应答缓慢", "Answers slowly"), List.of()),
          new FaultKind(STUCK, new LocalizedText("数值不变", "Values stuck"), List.of()),
          new FaultKind(NOISE, new LocalizedText("数值跳动", "Noisy values"), List.of()),
          new FaultKind(EXCEPTION, new LocalizedText("应答错误", "Answers errors"), List.of()));

  private CommonFaults() {}
}

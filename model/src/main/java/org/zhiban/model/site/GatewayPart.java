package org.zhiban.model.site;

import java.util.Locale;
import org.zhiban.model.LocalizedText;

/** What of the gateway's own work can fail while the rest goes on. */
public enum GatewayPart {
  /** The disk of the data folder has little room left. */
  DISK(
      "网关磁盘空间不足，最早的历史数据即将被删除：请清理磁盘",
      "The gateway's disk is nearly full and the oldest history will be deleted: make room"),
  /** History cannot be written. */
  HISTORY("网关无法写入历史数据", "The gateway cannot write history"),
  /** The database that the site names cannot be written. */
  DATABASE(
      "站点数据库无法写入：工单暂不能操作，其余照常，恢复后自动补写",
      "The site's database cannot be written: orders cannot be worked at; all else goes on and is"
          + " carried there later"),
  /** The server to which history is forwarded does not take it. */
  FORWARDING("历史数据未能转发，恢复后自动补发", "History is not forwarded; it is caught up later"),
  /** A channel does not take messages. */
  NOTIFICATION(
      "有通知渠道发送失败：请勿只依赖该渠道",
      "A notification channel does not take messages: do not rely on it alone"),
  /** What is done by the clock, or a part of it: plans, walks, papers, clocks of orders. */
  CHORES(
      "网关有定时工作未能完成（排程、巡检、证照、工单时限等）：请查看就绪状态与日志",
      "Work that the gateway does by the clock fails (plans, walks, papers, times of orders): see"
          + " readiness and the log");

  private final String zh;
  private final String en;

  GatewayPart(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** The word of the configuration language. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is said where it fails. */
  public LocalizedText failing() {
    return new LocalizedText(zh, en);
  }
}

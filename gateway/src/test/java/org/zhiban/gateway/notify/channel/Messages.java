package org.zhiban.gateway.notify.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.Site;

/** Messages and channels for tests. */
final class Messages {
  static final Instant NOW = Instant.parse("2026-11-21T03:12:00.123Z");
  static final String KEY = "k3y-of-the-channel";
  static final Site SITE = ExampleSite.whole().site();

  private Messages() {}

  static Delivery delivery(Optional<String> recipient) {
    return delivery("【P1 紧急】1#生活水泵 出口压力低\n位置：B1/水泵房", recipient);
  }

  static Delivery delivery(String text, Optional<String> recipient) {
    return new Delivery(
        "0193a1b2c3d-0123456789ab",
        "channel",
        recipient,
        "route",
        new Notice(
            Priority.P1,
            "【P1 紧急】1#生活水泵 出口压力低",
            text,
            Optional.of("https://zhiban.example.com/alarms/a1"),
            2,
            List.of(
                new Notice.OfAlarm(
                    "a1",
                    "pump-b1",
                    new LocalizedText("1#生活水泵", "Pump 1"),
                    Optional.of("B1/水泵房"),
                    Optional.of("east"),
                    "low_pressure",
                    "",
                    Priority.P1,
                    false,
                    new LocalizedText("出口压力低", "pressure low"),
                    1,
                    NOW))),
        Delivery.State.WAITING,
        0,
        NOW,
        NOW,
        Optional.empty(),
        Optional.empty());
  }

  static Channel channel(String type, String address, List<Secret> to, boolean signed) {
    return new Channel(
        "channel",
        type,
        Optional.of(new Secret(address)),
        false,
        signed ? Optional.of(new Secret(KEY)) : Optional.empty(),
        to,
        Optional.of("zhiban@example.com"));
  }
}

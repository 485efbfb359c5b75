package org.zhiban.gateway.notify.channel;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.Secret;

/**
 * The robot of a chat group. All three answer HTTP 200 to what they refuse and say so in a field of
 * the body; an answer without the field counts as a refusal.
 */
final class Robot implements Notifier {
  /** How the three differ. */
  enum Kind {
    /**
     * WeCom (developer.work.weixin.qq.com, path 91770): {@code errcode} 0 is good, 45009 too many;
     * a text is at most 2,048 bytes.
     */
    WECOM("errcode", "errmsg", 2_048),
    /**
     * DingTalk (open.dingtalk.com, custom robots): {@code errcode} 0 is good, 310000 a wrong
     * signature or keyword, 130101 too many; signed in the address, milliseconds.
     */
    DINGTALK("errcode", "errmsg", 18_000),
    /**
     * Feishu (open.feishu.cn, custom bots): {@code code} 0 is good, 19021 a wrong signature, 11232
     * too many; signed in the body, seconds; a body is at most 20 kB.
     */
    FEISHU("code", "msg", 18_000);

    private final String field;
    private final String words;
    private final int longest;

    Kind(String field, String words, int longest) {
      this.field = field;
      this.words = words;
      this.longest = longest;
    }
  }

  private final Kind kind;
  private final Channel channel;
  private final Secret address;
  private final JsonPost post;
  private final InstantSource clock;

  Robot(Kind kind, Channel channel, JsonPost post, InstantSource clock) {
    this.kind = kind;
    this.channel = channel;
    this.address = channel.address().orElseThrow();
    this.post = post;
    this.clock = clock;
  }

  @Override
  public Reply send(Delivery delivery) throws InterruptedException {
    Instant now = clock.instant();
    String text = shortened(delivery.notice().text());
    JsonObject body =
        switch (kind) {
          case WECOM, DINGTALK ->
              new JsonObject()
                  .put("msgtype", "text")
                  .put("text", new JsonObject().put("content", text));
          case FEISHU ->
              signed(now)
                  .put("msg_type", "text")
                  .put("content", new JsonObject().put("text", text));
        };
    return post.send(
        kind == Kind.DINGTALK ? signedAddress(now) : address.reveal(),
        Map.of(),
        body.encode(),
        Stream.concat(Stream.of(address), channel.secret().stream()).toList(),
        accepted -> judged(accepted.body()));
  }

  /** The key is the secret, the text is time and secret. */
  private String signedAddress(Instant now) {
    return channel
        .secret()
        .map(
            secret -> {
              String time = Long.toString(now.toEpochMilli());
              String sign = base64(Signatures.hmac(secret.reveal(), time + "\n" + secret.reveal()));
              return address.reveal()
                  + (address.reveal().contains("?") ? "&" : "?")
                  + "timestamp="
                  + time
                  + "&sign="
                  + URLEncoder.encode(sign, StandardCharsets.UTF_8);
            })
        .orElse(address.reveal());
  }

  /** The key is time and secret, the text is empty. */
  private JsonObject signed(Instant now) {
    JsonObject body = new JsonObject();
    channel
        .secret()
        .ifPresent(
            secret -> {
              String time = Long.toString(now.getEpochSecond());
              body.put("timestamp", time)
                  .put("sign", base64(Signatures.hmac(time + "\n" + secret.reveal(), "")));
            });
    return body;
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  private Reply judged(String answer) {
    try {
      JsonObject said = new JsonObject(answer);
      Integer code = said.getInteger(kind.field);
      return code != null && code == 0
          ? new Reply.Taken(kind.field + " 0")
          : new Reply.Failed(kind.field + " " + code + " " + said.getValue(kind.words));
    } catch (DecodeException | ClassCastException _) {
      return new Reply.Failed("not an answer of this robot: " + answer);
    }
  }

  /** Cuts at a character, by the bytes that it takes in UTF-8. */
  private String shortened(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= kind.longest) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int room = kind.longest - "…".getBytes(StandardCharsets.UTF_8).length;
    for (int at = 0; at < text.length(); ) {
      String character = Character.toString(text.codePointAt(at));
      room -= character.getBytes(StandardCharsets.UTF_8).length;
      if (room < 0) {
        break;
      }
      kept.append(character);
      at += character.length();
    }
    return kept.append('…').toString();
  }
}

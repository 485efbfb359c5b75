package org.zhiban.gateway.commissioning;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.mqtt.SourceTime;
import org.zhiban.gateway.commissioning.TopicFindings.Field;

/** What came at one place of the messages of a topic. */
final class FieldSurvey {
  private static final int EXAMPLES = 4;
  private static final int LONGEST_EXAMPLE = 40;

  /** Different values that are told apart, for identities; more are surely different. */
  private static final int TOLD_APART = 1_000;

  private static final Duration CLOCKS_DIFFER = Duration.ofDays(400);
  private static final Pattern TIME_NAME =
      Pattern.compile(".*(time|date|stamp|(^|_)ts|(^|_)at)$|t|.*(时间|日期)");
  private static final Pattern IDENTITY_NAME =
      Pattern.compile("id|.*(_id|uuid|guid|event_?id|record_?id|msg_?id|serial|seq|no|number)");

  private final String pointer;
  private final Set<String> values = new HashSet<>();
  private final Set<String> examples = new LinkedHashSet<>();
  private TopicFindings.@Nullable Type type;
  private long seen;
  private long times;
  private boolean looksPrivate;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  FieldSurvey(String pointer) {
    this.pointer = pointer;
    this.looksPrivate = PrivateLook.name(name());
  }

  private String name() {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  void add(JsonNode node, Instant received) {
    seen++;
    TopicFindings.Type now = type(node);
    if (now == TopicFindings.Type.NULL) {
      type = type == null ? now : type;
      return;
    }
    type =
        type == null || type == TopicFindings.Type.NULL || type == now
            ? now
            : TopicFindings.Type.MIXED;
    if (node.isNumber()) {
      min = Math.min(min, node.doubleValue());
      max = Math.max(max, node.doubleValue());
    }
    if (!node.isValueNode()) {
      return;
    }
    String text = node.asText();
    looksPrivate |= PrivateLook.value(text);
    if (values.size() < TOLD_APART) {
      values.add(text);
    }
    if (examples.size() < EXAMPLES) {
      examples.add(
          text.length() > LONGEST_EXAMPLE ? text.substring(0, LONGEST_EXAMPLE) + "…" : text);
    }
    if (SourceTime.parse(node)
        .filter(time -> Duration.between(time, received).abs().compareTo(CLOCKS_DIFFER) < 0)
        .isPresent()) {
      times++;
    }
  }

  private static TopicFindings.Type type(JsonNode node) {
    return switch (node.getNodeType()) {
      case NUMBER -> TopicFindings.Type.NUMBER;
      case STRING -> TopicFindings.Type.TEXT;
      case BOOLEAN -> TopicFindings.Type.BOOL;
      case ARRAY -> TopicFindings.Type.LIST;
      case NULL, MISSING, OBJECT, BINARY, POJO -> TopicFindings.Type.NULL;
    };
  }

  /**
   * What it looks like.
   *
   * @param messages of the topic that were JSON
   */
  Field found(long messages) {
    String name = name().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    boolean time = times == seen && seen > 0 && TIME_NAME.matcher(name).matches();
    boolean different = values.size() == Math.min(seen, TOLD_APART);
    boolean identity =
        !time
            && (type == TopicFindings.Type.TEXT || type == TopicFindings.Type.NUMBER)
            && seen == messages
            && different
            && IDENTITY_NAME.matcher(name).matches();
    boolean covered = looksPrivate && !time && !identity && type != TopicFindings.Type.BOOL;
    boolean number = type == TopicFindings.Type.NUMBER && !time && !covered;
    return new Field(
        pointer,
        type == null ? TopicFindings.Type.NULL : type,
        seen,
        time,
        identity,
        covered,
        number ? min : null,
        number ? max : null,
        covered ? List.of() : List.copyOf(examples));
  }
}

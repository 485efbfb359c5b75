package org.zhiban.gateway.commissioning;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhiban.gateway.commissioning.TopicFindings.Field;
import org.zhiban.gateway.commissioning.TopicFindings.Topic;

/**
 * A template of what topics gave: a point for each value, one event point for a topic whose
 * messages have an identity of their own. Fields that may name a person are private.
 */
public final class TopicTemplate {
  private TopicTemplate() {}

  /** The template of all topics. */
  public static TemplateText of(TopicFindings found, String id, String from) {
    TemplateText template =
        new TemplateText(
            id,
            "to start from: " + found.topics().size() + " topics at " + from,
            "each point: check its kind, name it, give it its unit; many devices of one kind: put"
                + " ${topic} in place of what differs");
    for (Topic topic : found.topics()) {
      if (topic.topic().startsWith("$") || topic.payload() == null) {
        continue;
      }
      if (topic.event()) {
        event(template, topic);
      } else {
        topic.fields().stream()
            .filter(field -> !field.time() && template.size() < RegisterTemplate.MOST)
            .forEach(field -> state(template, topic, field));
      }
    }
    return template;
  }

  private static void state(TemplateText template, Topic topic, Field field) {
    String kind =
        switch (field.type()) {
          case NUMBER -> "analog";
          case BOOL -> "binary";
          case TEXT -> truth(field) ? "binary" : "text";
          case NULL, LIST, MIXED -> "";
        };
    if (kind.isEmpty()) {
      return;
    }
    template.point(
        lastLevel(topic.topic()) + " " + field.pointer().replace('/', ' ').strip(),
        "kind: "
            + kind
            + ", mqtt: { topic: "
            + TemplateText.quoted(topic.topic())
            + (field.pointer().isEmpty()
                ? ""
                : ", pointer: " + TemplateText.quoted(field.pointer()))
            + time(topic)
            + " }",
        String.join(", ", field.examples()));
  }

  private static boolean truth(Field field) {
    return field.pointer().isEmpty()
        && !field.examples().isEmpty()
        && field.examples().stream().allMatch(value -> value.matches("(?i)true|false"));
  }

  private static void event(TemplateText template, Topic topic) {
    Field identity = topic.fields().stream().filter(Field::identity).findFirst().orElseThrow();
    List<Field> told =
        topic.fields().stream()
            .filter(field -> !field.time() && !field.identity() && type(field).isPresent())
            .toList();
    String fields =
        told.stream()
            .map(
                field ->
                    name(told, field)
                        + ": "
                        + TemplateText.quoted(type(field).orElseThrow() + " " + field.pointer()))
            .collect(Collectors.joining(", "));
    String covered =
        told.stream()
            .filter(Field::covered)
            .map(field -> name(told, field))
            .collect(Collectors.joining(", "));
    template.point(
        lastLevel(topic.topic()),
        "kind: event, mqtt: { topic: "
            + TemplateText.quoted(topic.topic())
            + ", id: "
            + TemplateText.quoted(identity.pointer())
            + time(topic)
            + ", fields: { "
            + fields
            + " } }"
            + (covered.isEmpty() ? "" : ", private: [" + covered + "]"),
        topic.messages() + " records seen");
  }

  /** The last part of the pointer, or all of it where two end alike. */
  private static String name(List<Field> all, Field field) {
    String last = TemplateText.id(field.name());
    boolean alone =
        all.stream().filter(other -> TemplateText.id(other.name()).equals(last)).count() == 1;
    return alone ? last : TemplateText.id(field.pointer()) + "_" + all.indexOf(field);
  }

  private static Optional<String> type(Field field) {
    return field.type() == TopicFindings.Type.NUMBER
        ? Optional.of("number")
        : field.type() == TopicFindings.Type.TEXT
            ? Optional.of("text")
            : field.type() == TopicFindings.Type.BOOL ? Optional.of("bool") : Optional.empty();
  }

  private static String time(Topic topic) {
    return topic.time().map(pointer -> ", time: " + TemplateText.quoted(pointer)).orElse("");
  }

  private static String lastLevel(String topic) {
    String bare = topic.replaceAll("/+$", "");
    return bare.substring(bare.lastIndexOf('/') + 1);
  }
}

package org.zhiban.gateway.commissioning;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was heard at a broker.
 *
 * @param seconds that were listened
 * @param messages all of them, also those of topics left out
 * @param dropped messages of quality of service 0 that came too fast
 * @param topics in the order of their names
 * @param leftOut topics beyond those that are kept apart
 */
public record TopicFindings(
    double seconds, long messages, long dropped, List<Topic> topics, long leftOut) {
  public TopicFindings {
    topics = List.copyOf(topics);
  }

  /** What messages of a topic are. */
  public enum Payload {
    JSON,
    NUMBER,
    TEXT,
    BINARY,
    EMPTY
  }

  /** What stands at a place of the messages. */
  public enum Type {
    NUMBER,
    TEXT,
    BOOL,
    NULL,
    /** An array, which no point reads. */
    LIST,
    /** Types that differ from message to message. */
    MIXED
  }

  /**
   * One topic.
   *
   * @param intervalS usual seconds between two messages; null where fewer than two came live
   * @param retained messages that the broker had kept
   * @param payload null where it differs from message to message
   * @param event whether each message looks like a record with an identity of its own
   */
  public record Topic(
      String topic,
      long messages,
      @Nullable Double intervalS,
      long retained,
      @Nullable Payload payload,
      int largestBytes,
      boolean event,
      List<Field> fields) {
    public Topic {
      fields = List.copyOf(fields);
    }

    /** The pointer to the time that the device writes, if there is one. */
    Optional<String> time() {
      return fields.stream().filter(Field::time).map(Field::pointer).findFirst();
    }
  }

  /**
   * A place in messages.
   *
   * @param pointer RFC 6901; empty for a message that is one value
   * @param seen messages that had it
   * @param time whether it looks like the time of the source
   * @param identity whether it looks like the identity of the message
   * @param covered whether it may name a person; then there are no examples
   * @param min smallest number seen
   * @param max largest number seen
   * @param examples different values, a few
   */
  public record Field(
      String pointer,
      Type type,
      long seen,
      boolean time,
      boolean identity,
      boolean covered,
      @Nullable Double min,
      @Nullable Double max,
      List<String> examples) {
    public Field {
      examples = List.copyOf(examples);
    }

    /** The last part of the pointer. */
    String name() {
      return pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
    }
  }
}

package org.zhiban.gateway.config.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.zhiban.gateway.config.problem.Problems;

/**
 * Reads one YAML 1.2 document. Anchors, aliases and tags are not part of the site language: every
 * value stands where it holds. A key that stands twice is an error.
 */
public final class Composer {
  /** Deepest nesting; the language itself needs 8. */
  static final int MAX_DEPTH = 32;

  private final SourceText source;
  private final Problems problems;
  private final Iterator<Event> events;

  private Composer(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
    events = new Parse(settings(source.text())).parseString(source.text()).iterator();
  }

  /**
   * The whole text is one buffer: the library (3.0.1) fails on a character of two UTF-16 units that
   * lies across the edge of a buffer.
   */
  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setUseMarks(true)
        .setCodePointLimit(Integer.MAX_VALUE)
        .setBufferSize(text.length() + 2)
        .build();
  }

  /** The document's root; null where the file is empty, or is no YAML and a problem says so. */
  public static @Nullable Node compose(SourceText source, Problems problems) {
    try {
      return new Composer(source, problems).document();
    } catch (MarkedYamlEngineException e) {
      int index = e.getProblemMark().or(e::getContextMark).map(Mark::getIndex).orElse(0);
      Syntax.report(source, index, Optional.ofNullable(e.getProblem()).orElse(""), problems);
    } catch (ReaderException e) {
      problems.error(
          source.position(e.getPosition()),
          String.format(Locale.ROOT, "the character U+%04X cannot stand in YAML", e.getCodePoint()),
          "take it out, or write it as an escape in double quotes");
    } catch (TooDeepException e) {
      problems.error(
          e.extent.position(), "nested deeper than " + MAX_DEPTH + " levels", "write it flatter");
    }
    return null;
  }

  private @Nullable Node document() {
    Node root = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
        case Scalar, SequenceStart, MappingStart, Alias -> {
          if (root != null) {
            problems.error(
                extent(event).position(),
                "a second document begins here",
                "keep one document a file; take the line '---' out");
            return root;
          }
          root = node(event, 1);
        }
        case SequenceEnd, MappingEnd -> throw new IllegalStateException("unbalanced: " + event);
      }
    }
    return root instanceof Node.Scalar scalar && scalar.empty() ? null : root;
  }

  private Node node(Event event, int depth) {
    Extent extent = extent(event);
    if (depth > MAX_DEPTH) {
      throw new TooDeepException(extent);
    }
    if (event instanceof NodeEvent named) {
      refuseAnchor(named, extent);
    }
    return switch (event) {
      case ScalarEvent scalar -> {
        refuseTag(scalar.getTag(), extent);
        yield new Node.Scalar(extent, scalar.getValue(), scalar.getScalarStyle(), List.of());
      }
      case SequenceStartEvent sequence -> {
        refuseTag(sequence.getTag(), extent);
        yield sequence(extent, sequence.isFlow(), depth);
      }
      case MappingStartEvent mapping -> {
        refuseTag(mapping.getTag(), extent);
        yield mapping(extent, mapping.isFlow(), depth);
      }
      default -> new Node.Sequence(extent, List.of());
    };
  }

  private Node sequence(Extent start, boolean flow, int depth) {
    List<Node> items = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event, depth + 1));
      event = events.next();
    }
    Extent last = flow || items.isEmpty() ? extent(event) : items.getLast().extent();
    return new Node.Sequence(start.to(last), items);
  }

  private Node mapping(Extent start, boolean flow, int depth) {
    List<Node.Entry> entries = new ArrayList<>();
    Map<String, Node.Scalar> seen = new HashMap<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      Node key = node(event, depth + 1);
      Node value = node(events.next(), depth + 1);
      if (!(key instanceof Node.Scalar name)) {
        problems.error(key.position(), "a key is one word", "write 'key: value'");
      } else if (seen.containsKey(name.text())) {
        repeated(name, seen.getOrDefault(name.text(), name));
      } else {
        seen.put(name.text(), name);
        entries.add(new Node.Entry(name, value));
      }
      event = events.next();
    }
    Extent last = flow || entries.isEmpty() ? extent(event) : entries.getLast().value().extent();
    return new Node.Mapping(start.to(last), entries);
  }

  private void repeated(Node.Scalar name, Node.Scalar first) {
    problems.error(
        name.position(),
        "key '" + name.text() + "' stands twice, first on line " + first.position().line(),
        "keep one of them");
  }

  private void refuseAnchor(NodeEvent event, Extent extent) {
    if (event instanceof AliasEvent || event.getAnchor().isPresent()) {
      problems.error(
          extent.position(),
          "anchors (&name) and aliases (*name) are not part of the language",
          "write the value out; quote an expression that begins with & or *");
    }
  }

  private void refuseTag(Optional<String> tag, Extent extent) {
    if (tag.isPresent()) {
      problems.error(
          extent.position(),
          "'" + extent.text() + "' reads as a YAML tag",
          "quote an expression that begins with '!': \"" + extent.text() + "\"");
    }
  }

  private Extent extent(Event event) {
    int start = event.getStartMark().map(Mark::getIndex).orElse(0);
    int end = event.getEndMark().map(Mark::getIndex).orElse(start);
    return new Extent(source, start, end);
  }

  private static final class TooDeepException extends RuntimeException {
    private final transient Extent extent;

    TooDeepException(Extent extent) {
      super(null, null, false, false);
      this.extent = extent;
    }
  }
}

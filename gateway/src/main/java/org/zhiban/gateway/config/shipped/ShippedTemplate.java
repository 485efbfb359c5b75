package org.zhiban.gateway.config.shipped;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.zhiban.gateway.config.yaml.SourceText;

/**
 * A template that comes with the program, and what its comments say of it.
 *
 * @param title maker, model and what it is: the first line
 * @param sources where its addresses were read, one a line {@code # Source:}
 * @param notes what to know before it is used, one a line {@code # Note:}
 * @param variables names that the equipment's {@code vars} must fill in
 * @param notVerified why, by point: a value that was found in no manual, marked {@code # not
 *     verified:} behind the point
 */
public record ShippedTemplate(
    String id,
    String title,
    List<String> sources,
    List<String> notes,
    SequencedSet<String> variables,
    Map<String, String> notVerified,
    String text) {
  private static final Pattern TITLE = Pattern.compile("\\A# (.+)");
  private static final Pattern SOURCE = Pattern.compile("(?m)^# Source: (.+)$");
  private static final Pattern NOTE = Pattern.compile("(?m)^# Note: (.+)$");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z_][a-z0-9_]*)}");
  private static final Pattern NOT_VERIFIED =
      Pattern.compile("(?m)^  ([a-z_][a-z0-9_]*):.*# not verified: (.+)$");

  public ShippedTemplate {
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
    notVerified = Collections.unmodifiableMap(new LinkedHashMap<>(notVerified));
  }

  static ShippedTemplate of(String id, String text) {
    Map<String, String> notVerified = new LinkedHashMap<>();
    NOT_VERIFIED
        .matcher(text)
        .results()
        .forEach(found -> notVerified.put(found.group(1), found.group(2)));
    SequencedSet<String> variables = new TreeSet<>(all(VARIABLE, text));
    return new ShippedTemplate(
        id,
        all(TITLE, text).stream().findFirst().orElse(id),
        all(SOURCE, text),
        all(NOTE, text),
        variables,
        notVerified,
        text);
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /**
   * The kind of link that its points are read through: {@code modbus}, {@code opc_ua}, {@code
   * mqtt}, {@code sparkplug}.
   */
  public String protocol() {
    return Stream.of("modbus", "opc_ua", "mqtt", "sparkplug")
        .filter(protocol -> text.contains(" " + protocol + ": {"))
        .findFirst()
        .orElseThrow();
  }

  /** The text, with the name under which positions in it are told. */
  public SourceText source() {
    return new SourceText(ShippedTemplates.file(id), text);
  }
}

package org.zhiban.gateway.config.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhiban.gateway.config.problem.Problems;

/** Says a YAML syntax error in the words of the person who made it. */
final class Syntax {
  /** A sign that means something to YAML, where a value begins. */
  private static final Pattern SIGN = Pattern.compile("[:\\[,{-]\\s+([!&*])[^ ]");

  private static final String RESERVED = "@`%";

  private final SourceText source;
  private final int index;
  private final int lineStart;
  private final String line;

  private Syntax(SourceText source, int index) {
    this.source = source;
    this.index = Math.min(index, source.length());
    lineStart = this.index - (source.position(this.index).column() - 1);
    int end = lineStart;
    while (end < source.length() && source.at(end) != '\n') {
      end++;
    }
    line = source.slice(lineStart, end);
  }

  /** What is wrong, and how to mend it. */
  private record Slip(int index, String what, String remedy) {}

  static void report(SourceText source, int index, String problem, Problems problems) {
    Slip slip = new Syntax(source, index).slip(problem);
    problems.error(source.position(slip.index), slip.what, slip.remedy);
  }

  private Slip slip(String problem) {
    if (source.at(index) == '\t' || indentedByTab()) {
      return slip("a tab stands where YAML wants spaces", "indent with spaces");
    }
    if (index < source.length() && RESERVED.indexOf(source.at(index)) >= 0) {
      String sign = Character.toString(source.at(index));
      return slip("a text cannot begin with '" + sign + "'", "quote it");
    }
    Matcher sign = SIGN.matcher(line);
    if (sign.find()) {
      return new Slip(
          lineStart + line.codePointCount(0, sign.start(1)),
          "YAML takes a text that begins with '" + sign.group(1) + "' for its own",
          "quote an expression that begins so: \"!running\"");
    }
    if (index >= source.length()) {
      return slip("the file ends before a bracket, brace or quote is closed", "close it");
    }
    if (problem.contains("mapping values are not allowed")) {
      return slip(
          "a second ':' stands on this line", "quote a text that holds ': ', or begin a new line");
    }
    if (problem.contains("expected <block end>")) {
      return slip(
          "this line is not indented like the ones above it",
          "give all keys of one mapping the same indentation, with spaces");
    }
    if (problem.contains("could not find expected ':'")) {
      return slip("a key without ':'", "write 'key: value'");
    }
    return slip(
        "this is not YAML: " + problem.replaceAll("\\s+", " ").strip(),
        "check brackets, quotes and indentation on this line and the one above");
  }

  private Slip slip(String what, String remedy) {
    return new Slip(index, what, remedy);
  }

  private boolean indentedByTab() {
    return line.substring(0, line.length() - line.stripLeading().length()).indexOf('\t') >= 0;
  }
}

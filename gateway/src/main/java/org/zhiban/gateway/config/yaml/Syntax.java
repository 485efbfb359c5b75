package org.zhiban.gateway.config.yaml;

import org.zhiban.gateway.config.problem.Problems;

/** Says a YAML syntax error in the words of the person who made it. */
final class Syntax {
  private Syntax() {}

  static void report(SourceText source, int index, String problem, Problems problems) {
    String line = line(source, index);
    String remedy;
    String what = "this is not YAML: " + problem.replaceAll("\\s+", " ").strip();
    if (source.at(index) == '\t' || indentsByTab(line)) {
      what = "a tab stands where YAML wants spaces";
      remedy = "indent with spaces";
    } else if (source.at(index) == '@' || source.at(index) == '`' || source.at(index) == '%') {
      what = "a text cannot begin with '" + Character.toString(source.at(index)) + "'";
      remedy = "quote it";
    } else if (line.matches(".*[:\\[,{-]\\s+[!&*][^ ].*")) {
      remedy = "quote an expression that begins with !, & or *";
    } else if (index >= source.length()) {
      what = "the file ends before a bracket, brace or quote is closed";
      remedy = "close it";
    } else if (problem.contains("mapping values are not allowed")) {
      what = "a second ':' stands on this line";
      remedy = "quote a text that holds ': ', or begin a new line";
    } else if (problem.contains("expected <block end>")) {
      what = "this line is not indented like the ones above it";
      remedy = "give all keys of one mapping the same indentation, with spaces";
    } else if (problem.contains("could not find expected ':'")) {
      what = "a key without ':'";
      remedy = "write 'key: value'";
    } else {
      remedy = "check brackets, quotes and indentation on this line and the one above";
    }
    problems.error(source.position(index), what, remedy);
  }

  private static boolean indentsByTab(String line) {
    return line.substring(0, line.length() - line.stripLeading().length()).indexOf('\t') >= 0;
  }

  private static String line(SourceText source, int index) {
    int from = Math.min(index, source.length());
    while (from > 0 && source.at(from - 1) != '\n') {
      from--;
    }
    int to = Math.max(from, Math.min(index, source.length()));
    while (to < source.length() && source.at(to) != '\n') {
      to++;
    }
    return source.slice(from, to);
  }
}

package org.zhiban.gateway.commissioning;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A template to start from, as text of the configuration language. */
public final class TemplateText {
  /** Longest id of a point, less what a number behind it takes. */
  private static final int LONGEST = 56;

  /** Words of the expression language and the site itself, none of which names a point. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "as|break|const|continue|else|false|for|function|if|import|in|let|loop|namespace|null"
              + "|package|return|site|true|var|void|while");

  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> points = new LinkedHashMap<>();

  /**
   * An empty template.
   *
   * @param id the template's
   * @param remarks comment lines at its head
   */
  public TemplateText(String id, String... remarks) {
    for (String remark : remarks) {
      text.append("# ").append(oneLine(remark)).append('\n');
    }
    text.append("template: ").append(id).append('\n');
    text.append("class: generic\n");
  }

  /**
   * Adds a point.
   *
   * @param name as the device calls it; becomes the id after cleaning, and stays as the name
   * @param body the other keys, as they stand between braces
   * @param remark comment behind it, such as the value seen
   */
  public void point(String name, String body, String remark) {
    point(name, name, body, remark);
  }

  /**
   * Adds a point whose id is made from another name than people see.
   *
   * @param technical becomes the id after cleaning
   */
  public void point(String name, String technical, String body, String remark) {
    String cleaned = id(technical);
    String id = cleaned;
    for (int again = 2; points.containsKey(id); again++) {
      id = cleaned + "_" + again;
    }
    String behind = remark.isEmpty() ? "" : "  # " + oneLine(remark);
    points.put(id, "  " + id + ": { name: " + quoted(name) + ", " + body + " }" + behind);
  }

  /** How many points there are. */
  public int size() {
    return points.size();
  }

  /** The file. */
  @Override
  public String toString() {
    StringBuilder whole = new StringBuilder(text);
    if (!points.isEmpty()) {
      whole.append("points:\n");
      points.values().forEach(point -> whole.append(point).append('\n'));
    }
    return whole.toString();
  }

  /** A name as the id of a point: {@code Motor Temp.} becomes {@code motor_temp}. */
  public static String id(String name) {
    String id =
        name.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[0-9])(?=[A-Z][a-z])", "_")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    if (id.isEmpty()) {
      id = "point";
    }
    if (Character.isDigit(id.charAt(0)) || RESERVED.matcher(id).matches()) {
      id = "p_" + id;
    }
    return id.length() > LONGEST ? id.substring(0, LONGEST).replaceAll("_+$", "") : id;
  }

  /** A YAML scalar in double quotes, whatever it holds. */
  public static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
              } else if (Character.isISOControl(point)) {
                quoted.append(' ');
              } else {
                quoted.appendCodePoint(point);
              }
            });
    // ${ begins a variable of the template
    return quoted.append('"').toString().replace("${", "$ {");
  }

  private static String oneLine(String remark) {
    return remark.replaceAll("\\p{Cntrl}+", " ");
  }
}

package org.zhiban.gateway.config.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.site.Site;

/** A site that names templates of the program and has none of its own. */
public final class ShippedSite {
  private static final String HEAD =
      """
      site: { id: shipped, name: { zh: 模板, en: Templates }, timezone: Asia/Shanghai }
      connections:
      """;

  private static final Map<String, String> LINKS =
      new TreeMap<>(
          Map.of(
              "modbus",
              "{ type: modbus_tcp, host: 10.0.0.1, max_registers_per_read: 80 }",
              "opc_ua",
              "{ type: opc_ua, endpoint: \"opc.tcp://10.0.0.1:4840\" }",
              "mqtt",
              "{ type: mqtt, broker: \"tcp://10.0.0.1:1883\" }",
              "sparkplug",
              "{ type: mqtt, broker: \"tcp://10.0.0.2:1883\" }"));

  private ShippedSite() {}

  /** The text of a site with one equipment of each of the templates, called as they are. */
  public static String text(List<String> templates) {
    List<ShippedTemplate> found =
        templates.stream().map(id -> ShippedTemplates.find(id).orElseThrow()).toList();
    StringBuilder text = new StringBuilder(HEAD);
    LINKS.forEach(
        (protocol, link) -> {
          if (found.stream().anyMatch(template -> template.protocol().equals(protocol))) {
            text.append("  ").append(protocol).append(": ").append(link).append("\n");
          }
        });
    text.append("equipment:\n");
    for (int at = 0; at < found.size(); at++) {
      text.append(entry(found.get(at), at + 1));
    }
    return text.toString();
  }

  private static String entry(ShippedTemplate template, int unit) {
    String vars =
        template.variables().stream()
            .map(name -> name + ": " + value(name, template.id()))
            .collect(Collectors.joining(", "));
    return "  - { id: %1$s, name: { zh: %1$s, en: %1$s }, template: %1$s, connection: %2$s%3$s%4$s }\n"
        .formatted(
            template.id(),
            template.protocol(),
            template.protocol().equals("modbus") ? ", unit: " + unit : "",
            vars.isEmpty() ? "" : ", vars: { " + vars + " }");
  }

  private static String value(String variable, String template) {
    return switch (variable) {
      case "node" -> "\"ns=2;s=" + template + "\"";
      case "topic" -> template;
      case "device" -> template.startsWith("sparkplug-") ? "Plant/Edge1/" + template : template;
      default -> "1";
    };
  }

  static Loading load(String text) {
    return SiteLoader.load(
        SiteFiles.of(Map.of("site.yaml", text)), SecretSource.of(Map.of(), Path.of("")));
  }

  /** The site of these templates, without anything to mend. */
  public static Site of(List<String> templates) {
    Loading loading = load(text(templates));
    assertThat(loading.problems()).isEmpty();
    return ((Loading.Loaded) loading).site();
  }
}

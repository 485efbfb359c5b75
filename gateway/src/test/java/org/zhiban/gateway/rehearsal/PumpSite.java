package org.zhiban.gateway.rehearsal;

import java.util.Map;
import java.util.TreeMap;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.site.Site;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.alarm.RuleCompiler;

/** Two pumps of which every sample is reported, with a rule of most kinds. */
final class PumpSite {
  private static final String SITE =
      """
      site: { id: pumps, name: { zh: 泵房, en: Pumps }, timezone: Asia/Shanghai }
      connections:
        room: { type: modbus_tcp, host: 127.0.0.1, port: 5020 }
      equipment:
        - { id: pump-1, template: plain-pump, name: 1#泵, connection: room, unit: 1 }
        - { id: pump-2, template: plain-pump, name: 2#泵, connection: room, unit: 2 }
      """;

  private static final String TEMPLATE =
      """
      template: plain-pump
      class: pump
      points:
        pressure: { name: 压力, kind: analog, unit: MPa, every: 2s, modbus: { register: input, address: 0, type: UINT16 } }
        temp:     { name: 温度, kind: analog, every: 2s, modbus: { register: input, address: 1, type: UINT16 } }
        running:  { name: 运行, kind: binary, every: 2s, modbus: { register: discrete, address: 0 } }
        tripped:  { name: 跳闸, kind: binary, every: 2s, modbus: { register: discrete, address: 1 } }
      rules:
        low:
          threshold: { point: pressure, deadband: 5, low: { at: 30, on_delay: 20s, priority: P3 }, low_low: { at: 15, on_delay: 6s, priority: P1 } }
          off_delay: 10s
          order: { trade: plumbing, urgency: urgent, severity: moderate, hold_off: 30s }
        dry:
          when: running && pressure < 20
          on_delay: 12s
          priority: P2
          latch: true
          inhibits: [hot]
          order: { trade: plumbing, urgency: urgent, severity: moderate, hold_off: 1m }
        hot:
          rate: { point: temp, rise: 30, per: 1m, over: 30s, min_samples: 5 }
          priority: P3
          order: { trade: electric, urgency: normal, severity: minor, hold_off: 2s, after: { times: 3, within: 1h } }
        trips:
          count: { event: tripped, times: 3, within: 5m }
          priority: P3
        not_restarted:
          sequence: { event: tripped, unless_followed_by: running, within: 40s }
          priority: P4
      """;

  private static final String RULES =
      """
      rules:
        both_low:
          when: site["pump-1"].pressure < 30 && site["pump-2"].pressure < 30
          on_delay: 8s
          priority: P1
          equipment: pump-1
          message: { zh: 两泵失压, en: Both pumps are low }
          order: { trade: plumbing, urgency: urgent, severity: serious, hold_off: 0s }
      """;

  private PumpSite() {}

  static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put("site.yaml", SITE);
    files.put("templates/plain-pump.yaml", TEMPLATE);
    files.put("rules/site.yaml", RULES);
    return files;
  }

  /** The site with a text of its template replaced. */
  static CompiledRules rules(String text, String replacement) {
    Map<String, String> files = files();
    if (!TEMPLATE.contains(text)) {
      throw new AssertionError("not in the template: " + text);
    }
    files.put("templates/plain-pump.yaml", TEMPLATE.replace(text, replacement));
    return compiled(load(files));
  }

  static CompiledRules rules() {
    return compiled(load(files()));
  }

  private static Site load(Map<String, String> files) {
    return switch (SiteLoader.load(SiteFiles.of(files), SecretSource.none())) {
      case Loading.Loaded loaded -> loaded.site();
      case Loading.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  private static CompiledRules compiled(Site site) {
    return switch (RuleCompiler.compile(site, site.pointIndex())) {
      case Compilation.Compiled(CompiledRules rules) -> rules;
      case Compilation.Broken(var problems) -> throw new AssertionError(problems);
    };
  }
}

package org.zhiban.gateway.config.grammar;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.grammar.Templates.Template;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Names;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.yaml.Fill;
import org.zhiban.gateway.config.yaml.Merge;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.RegisterRange;

/** An equipment's entry laid over its template, with its variables filled in. */
final class Assembly {
  private final Values values;
  private final Reading reading;
  private final Names names;
  private final Optional<Template> template;

  Assembly(Values values, Map<String, Template> templates, Reading reading) {
    this.values = values;
    this.reading = reading;
    names = reading.names();
    template = values.find(Entries.TEMPLATE).flatMap(id -> Optional.ofNullable(templates.get(id)));
  }

  /** Reads points and rules, so that others can refer to them, however wrong the rest is. */
  void read() {
    String id = values.find(Entries.ID).orElse(null);
    if (id == null || !names.points(id).isEmpty() || !names.rules(id).isEmpty()) {
      return;
    }
    if (values.given(Entries.TEMPLATE) && template.isEmpty()) {
      names.unreadable().add(id);
    }
    boolean lifeSafety = lifeSafety();
    if (lifeSafety) {
      names.lifeSafety().add(id);
    }
    Fill fill =
        new Fill(
            values.find(Entries.VARS).orElse(Map.of()),
            new LinkedHashSet<>(),
            new LinkedHashSet<>());
    Optional<Node.Mapping> points = filled(Templates.POINTS, Template::points, fill);
    Optional<Node.Mapping> rules = filled(Templates.RULES, Template::rules, fill);
    Reading inside =
        fill.missing().isEmpty()
            ? reading.ofEquipment(id, lifeSafety)
            : reading.unfilled(id, lifeSafety);
    points.ifPresent(node -> Points.SHAPE.readEach(node, inside, names.points(id)::put));
    rules.ifPresent(node -> Rules.SHAPE.readEach(node, inside, names.rules(id)::put));
    checkVariables(fill);
    checkLifeSafety();
    EntryChecks.commands(id, lifeSafety, reading);
    reading.later(() -> new EntryChecks(values, id, maintenance(), reading).run());
  }

  private Optional<Node.Mapping> filled(
      Key<Node.Mapping> key, Function<Template, Optional<Node.Mapping>> below, Fill fill) {
    return Stream.concat(template.flatMap(below).stream(), values.find(key).stream())
        .reduce(Merge::over)
        .map(fill::in);
  }

  private boolean lifeSafety() {
    return template.map(Template::lifeSafety).orElse(false)
        || values.find(Entries.LIFE_SAFETY).orElse(false);
  }

  private void checkLifeSafety() {
    boolean takenBack =
        values.given(Entries.LIFE_SAFETY)
            && values.find(Entries.LIFE_SAFETY).filter(flag -> !flag).isPresent();
    if (takenBack && template.map(Template::lifeSafety).orElse(false)) {
      reading.error(
          values.node(Entries.LIFE_SAFETY),
          "its template is life safety, which an equipment cannot take back",
          "take 'life_safety' out, or name another template");
    }
  }

  private void checkVariables(Fill fill) {
    Set<String> known = values.find(Entries.VARS).orElse(Map.of()).keySet();
    for (String name : fill.missing()) {
      reading.error(
          values.node(Entries.VARS),
          "the template needs a value for '" + name + "'",
          "add 'vars: { " + name + ": … }'");
    }
    for (String name : known) {
      if (!fill.used().contains(name) && !names.unreadable().contains(values.get(Entries.ID))) {
        reading.warning(
            values.node(Entries.VARS), "nothing uses the variable '" + name + "'", "take it out");
      }
    }
  }

  private List<String> maintenance() {
    return values
        .find(Templates.MAINTENANCE)
        .orElseGet(() -> template.map(Template::maintenance).orElse(List.of()));
  }

  /** What the template and the entry name, together: neither takes back what the other says. */
  private List<RegisterRange> neverRead() {
    return Stream.concat(
            template.map(Template::neverRead).orElse(List.of()).stream(),
            values.find(Templates.NEVER_READ).orElse(List.of()).stream())
        .distinct()
        .toList();
  }

  /** The equipment, where everything about it is right. */
  @Nullable Equipment equipment() {
    String id = values.get(Entries.ID);
    Optional<String> equipmentClass =
        values.find(Entries.CLASS).or(() -> template.map(Template::equipmentClass));
    Map<String, String> vars = new LinkedHashMap<>();
    values.get(Entries.VARS).forEach((name, scalar) -> vars.put(name, scalar.text()));
    if (equipmentClass.isEmpty()) {
      return null;
    }
    Equipment equipment =
        new Equipment(
            id,
            values.get(Entries.NAME),
            equipmentClass.get(),
            values.find(Entries.TEMPLATE),
            lifeSafety(),
            values.find(Entries.LOCATION),
            values.find(Entries.AREA),
            values.find(Entries.CONNECTION),
            values.findInt(Entries.UNIT),
            values.find(Entries.PARENT),
            values.find(Entries.OWNER),
            vars,
            readable(names.points(id)),
            readable(names.rules(id)),
            maintenance(),
            values.get(Entries.LAST_DONE),
            values.find(Entries.WARRANTY_UNTIL),
            neverRead(),
            values.get(Entries.OUT_OF_SERVICE),
            values.mapping().position());
    names.equipment().putIfAbsent(id, equipment);
    return equipment;
  }

  private static <V> Map<String, V> readable(Map<String, Optional<V>> found) {
    Map<String, V> readable = new LinkedHashMap<>();
    found.forEach((id, value) -> value.ifPresent(present -> readable.put(id, present)));
    return readable;
  }
}

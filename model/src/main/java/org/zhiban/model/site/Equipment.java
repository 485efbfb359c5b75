package org.zhiban.model.site;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.zhiban.model.LocalizedText;

/**
 * One thing of the building, its template applied and its variables filled in.
 *
 * @param equipmentClass from the template or from the site, an open set
 * @param connection empty for what is not measured: it has a schedule, a QR label and orders
 * @param unit the Modbus unit id, 0 to 255
 * @param parent what feeds or carries it
 * @param owner the person responsible for daily work
 * @param points by id, in template order
 * @param rules by id, in template order
 * @param maintenance plan ids
 * @param lastDone last completion by plan id
 * @param warrantyUntil the last day of the maker's warranty
 * @param neverRead what no request to the device may touch, not even on its way to a point
 * @param outOfService its plans rest
 */
public record Equipment(
    String id,
    LocalizedText name,
    String equipmentClass,
    Optional<String> template,
    boolean lifeSafety,
    Optional<String> location,
    Optional<String> area,
    Optional<String> connection,
    OptionalInt unit,
    Optional<String> parent,
    Optional<String> owner,
    Map<String, String> vars,
    Map<String, PointSpec> points,
    Map<String, RuleSpec> rules,
    List<String> maintenance,
    Map<String, LocalDate> lastDone,
    Optional<LocalDate> warrantyUntil,
    List<RegisterRange> neverRead,
    boolean outOfService,
    SourcePosition position) {
  public Equipment {
    vars = Map.copyOf(vars);
    points = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(points));
    rules = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    maintenance = List.copyOf(maintenance);
    lastDone = Map.copyOf(lastDone);
    neverRead = List.copyOf(neverRead);
  }

  /** The same with more rules; one of an id that it has stays as it is. */
  public Equipment alsoWith(Map<String, RuleSpec> more) {
    Map<String, RuleSpec> all = new LinkedHashMap<>(rules);
    more.forEach(all::putIfAbsent);
    return new Equipment(
        id,
        name,
        equipmentClass,
        template,
        lifeSafety,
        location,
        area,
        connection,
        unit,
        parent,
        owner,
        vars,
        points,
        all,
        maintenance,
        lastDone,
        warrantyUntil,
        neverRead,
        outOfService,
        position);
  }
}

package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.grammar.Templates.Template;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Secrets;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Area;
import org.zhiban.model.site.Certificate;
import org.zhiban.model.site.Checklist;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.Contractor;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.GatewayPart;
import org.zhiban.model.site.Holidays;
import org.zhiban.model.site.NotificationSpec;
import org.zhiban.model.site.Patrol;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.PrivacySpec;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.RuleTest;
import org.zhiban.model.site.Scenario;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.ServiceTargets;
import org.zhiban.model.site.Shift;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.TelemetrySpec;
import org.zhiban.model.site.WorkingHours;
import org.zhiban.model.staff.StaffMember;

/** The file {@code site.yaml}: one building. */
public final class SiteFile {
  /** Who the site is. */
  public record Header(String id, LocalizedText name, ZoneId zone, Language language) {}

  /** What the file says. */
  public record Parts(
      Header header,
      Map<String, Connection> connections,
      Map<String, Equipment> equipment,
      Map<String, StaffMember> staff,
      Map<String, Shift> shifts,
      Map<String, Roster> rosters,
      Optional<WorkingHours> workingHours,
      Map<String, Area> areas,
      Map<String, Contractor> contractors,
      ServiceTargets service,
      NotificationSpec notification,
      Optional<PrivacySpec> privacy,
      List<Patrol> patrols,
      List<Certificate> certificates,
      TelemetrySpec telemetry,
      Optional<Secret> database) {

    /** What the gateway does for this site that can fail by itself. */
    private Set<GatewayPart> partsOfTheGateway() {
      Set<GatewayPart> parts =
          EnumSet.of(GatewayPart.DISK, GatewayPart.HISTORY, GatewayPart.CHORES);
      if (database.isPresent()) {
        parts.add(GatewayPart.DATABASE);
      }
      if (telemetry.influx().isPresent()) {
        parts.add(GatewayPart.FORWARDING);
      }
      if (!notification.channels().isEmpty()) {
        parts.add(GatewayPart.NOTIFICATION);
      }
      return parts;
    }

    /** The whole site, with what the other files say. */
    public Site site(
        Map<String, RuleSpec> rules,
        Map<String, PlanSpec> plans,
        Map<String, Checklist> checklists,
        Holidays holidays,
        List<RuleTest> tests,
        Map<String, Scenario> scenarios) {
      UnwrittenRules unwritten =
          new UnwrittenRules(
              connections.values(), equipment.values(), rules.values(), partsOfTheGateway());
      return new Site(
          header.id(),
          header.name(),
          header.zone(),
          header.language(),
          connections,
          unwritten.withTheirClocks(equipment),
          unwritten.under(rules),
          plans,
          checklists,
          holidays,
          staff,
          shifts,
          rosters,
          workingHours,
          areas,
          contractors,
          service,
          notification,
          privacy,
          patrols,
          certificates,
          telemetry,
          database,
          tests,
          scenarios);
    }
  }

  private static final Key<String> ID = required("id", Texts.id(), "in addresses and topics");
  private static final Key<LocalizedText> NAME = required("name", Localized.TEXT, "for people");
  private static final Key<ZoneId> ZONE = required("timezone", Times.zone(), "of all its times");
  private static final Key<Language> LANGUAGE =
      defaulted(
          "language",
          Words.lower("a language", Language.values()),
          Language.ZH,
          "of what the product writes");

  private static final Key<Header> SITE =
      required(
          "site",
          MappingShape.of(
              "the site",
              List.of(ID, NAME, ZONE, LANGUAGE),
              (values, _) ->
                  new Header(
                      values.get(ID), values.get(NAME), values.get(ZONE), values.get(LANGUAGE))),
          "who the site is");
  private static final Key<Map<String, Connection>> CONNECTIONS =
      defaulted("connections", Connections.SHAPE, Map.of(), "physical links");
  private static final Key<List<StaffMember>> STAFF =
      defaulted("staff", People.STAFF, List.of(), "who works here");
  private static final Key<Map<String, Shift>> SHIFTS =
      defaulted("shifts", Calendar.SHIFTS, Map.of(), "parts of the day");
  private static final Key<Map<String, Roster>> ROSTERS =
      defaulted("rosters", Rosters.SHAPE, Map.of(), "who takes turns at being called");
  private static final Key<WorkingHours> WORKING_HOURS =
      optional("working_hours", Calendar.WORKING_HOURS, "the service calendar's week");
  private static final Key<List<Area>> AREAS =
      defaulted("areas", People.AREA_LIST, List.of(), "parts of the site with their own people");
  private static final Key<List<Contractor>> CONTRACTORS =
      defaulted("contractors", People.CONTRACTORS, List.of(), "companies under contract");
  private static final Key<ServiceTargets> SERVICE =
      defaulted("service", Services.SHAPE, Services.NONE, "clocks and approvals of orders");
  private static final Key<NotificationSpec> NOTIFY =
      defaulted("notify", Notifications.SHAPE, NotificationSpec.NONE, "who hears of what, how");
  private static final Key<PrivacySpec> PRIVACY =
      optional("privacy", Duties.PRIVACY, "how long private fields are kept");
  private static final Key<List<Patrol>> PATROLS =
      defaulted("patrols", Duties.PATROLS, List.of(), "routes of checkpoints");
  private static final Key<List<Certificate>> CERTIFICATES =
      defaulted("certificates", Duties.CERTIFICATES, List.of(), "papers that run out");
  private static final Key<TelemetrySpec> TELEMETRY =
      defaulted("telemetry", Stores.SHAPE, Stores.DEFAULT, "history and its forwarding");
  private static final Key<Secrets.Found> DATABASE =
      optional("database", Stores.DATABASE, "store of operations; else embedded");

  private final Key<List<Equipment>> equipment;

  private SiteFile(Map<String, Template> templates) {
    equipment =
        defaulted("equipment", Entries.shape(templates), List.of(), "what stands in the building");
  }

  /** The file, with the templates that its equipment may name. */
  public static MappingShape<Parts> shape(Map<String, Template> templates) {
    SiteFile file = new SiteFile(templates);
    return MappingShape.<Parts>of(
            "the site file",
            List.of(
                SITE,
                CONNECTIONS,
                file.equipment,
                STAFF,
                SHIFTS,
                ROSTERS,
                WORKING_HOURS,
                AREAS,
                CONTRACTORS,
                SERVICE,
                NOTIFY,
                PRIVACY,
                PATROLS,
                CERTIFICATES,
                TELEMETRY,
                DATABASE),
            (values, _) -> file.parts(values))
        .check(SiteFile::checkDatabase);
  }

  /** The templates that the site's equipment names, known or not, however wrong the rest is. */
  public static Set<String> templatesNamed(@Nullable Node root) {
    Set<String> named = new LinkedHashSet<>();
    if (root instanceof Node.Mapping site
        && site.get("equipment").orElse(null) instanceof Node.Sequence list) {
      for (Node entry : list.items()) {
        if (entry instanceof Node.Mapping equipment
            && equipment.get(Entries.TEMPLATE.name()).orElse(null)
                instanceof Node.Scalar template) {
          named.add(template.text());
        }
      }
    }
    return named;
  }

  private static void checkDatabase(Values values, Reading reading) {
    values.find(DATABASE).ifPresent(found -> Secrets.needed(found, values.node(DATABASE), reading));
  }

  private Parts parts(Values values) {
    return new Parts(
        values.get(SITE),
        values.get(CONNECTIONS),
        byId(values.get(equipment), Equipment::id),
        byId(values.get(STAFF), StaffMember::id),
        values.get(SHIFTS),
        values.get(ROSTERS),
        values.find(WORKING_HOURS),
        byId(values.get(AREAS), Area::id),
        byId(values.get(CONTRACTORS), Contractor::id),
        values.get(SERVICE),
        values.get(NOTIFY),
        values.find(PRIVACY),
        values.get(PATROLS),
        values.get(CERTIFICATES),
        values.get(TELEMETRY),
        values.find(DATABASE).flatMap(Secrets.Found::secret));
  }

  private static <T> Map<String, T> byId(List<T> things, Function<T, String> id) {
    Map<String, T> map = new LinkedHashMap<>();
    things.forEach(thing -> map.put(id.apply(thing), thing));
    return map;
  }
}
